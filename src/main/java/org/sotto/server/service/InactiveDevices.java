package org.sotto.server.service;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
import org.sotto.server.repository.DeviceRepository;
import org.sotto.server.settings.DeviceSettings;

/// Lets devices go that were not there for as long as the settings say.
@Singleton
final class InactiveDevices {
    private final DeviceActivity activity;
    private final DeviceRepository rows;
    private final DeviceService devices;
    private final Duration life;
    private final Clock clock;

    InactiveDevices(
            DeviceActivity activity,
            DeviceRepository rows,
            DeviceService devices,
            DeviceSettings settings,
            Clock clock) {
        this.activity = activity;
        this.rows = rows;
        this.devices = devices;
        this.life = Duration.ofDays(settings.inactiveDays());
        this.clock = clock;
    }

    void run() {
        activity.write(); // nobody goes who came just now
        long before = DeviceActivity.day(clock.instant().minus(life));
        OptionalLong away = rows.inactive(before);
        while (away.isPresent()) {
            devices.expire(away.getAsLong());
            away = rows.inactive(before);
        }
    }
}
