package org.sotto.server.service;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.sotto.server.repository.DeviceRepository;
import org.sotto.server.repository.Transactions;

/// Remembers which devices were there, until the hourly work writes it down for all of them at once: no session waits
/// for it. Kept by the day: less would not do, and more is nobody's business.
@Singleton
final class DeviceActivity {
    private static final int BATCH = 500;

    private final DeviceRepository devices;
    private final Transactions transactions;
    private final Clock clock;
    private final Set<Long> seen = ConcurrentHashMap.newKeySet();

    DeviceActivity(DeviceRepository devices, Transactions transactions, Clock clock) {
        this.devices = devices;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Milliseconds since the epoch, of the day of UTC.
    static long day(Instant time) {
        return time.truncatedTo(ChronoUnit.DAYS).toEpochMilli();
    }

    /// @param device row of a device that has proved itself or goes on with its session
    void seen(long device) {
        seen.add(device);
    }

    /// Writes down what is remembered.
    void write() {
        long today = day(clock.instant());
        List<Long> all = List.copyOf(seen);
        for (int start = 0; start < all.size(); start += BATCH) {
            List<Long> batch = all.subList(start, Math.min(start + BATCH, all.size()));
            transactions.write(() -> devices.setActive(batch, today));
            batch.forEach(seen::remove);
        }
    }
}
