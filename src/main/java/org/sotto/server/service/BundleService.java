package org.sotto.server.service;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.sotto.api.ApiLimits;
import org.sotto.crypto.key.OneTimePreKey;
import org.sotto.crypto.key.PreKeyBundle;
import org.sotto.crypto.key.SignedPreKey;
import org.sotto.server.repository.DeviceRepository;
import org.sotto.server.repository.DeviceRow;
import org.sotto.server.repository.PrekeyRepository;
import org.sotto.server.repository.Transactions;

/// Hands prekey bundles out to those who may write to a mailbox: a one-time key to one of them only.
@Singleton
public final class BundleService {
    private final MailboxDirectory mailboxes;
    private final DeviceRepository devices;
    private final PrekeyRepository prekeys;
    private final PrekeySeals seals;
    private final FetchLimits limits;
    private final Wakeups wakeups;
    private final Transactions transactions;
    private final Clock clock;

    BundleService(
            MailboxDirectory mailboxes,
            DeviceRepository devices,
            PrekeyRepository prekeys,
            PrekeySeals seals,
            FetchLimits limits,
            Wakeups wakeups,
            Transactions transactions,
            Clock clock) {
        this.mailboxes = mailboxes;
        this.devices = devices;
        this.prekeys = prekeys;
        this.seals = seals;
        this.limits = limits;
        this.wakeups = wakeups;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// A bundle, 4,701 bytes with or without a one-time key.
    ///
    /// @throws RefusedRequest MailboxRefused, RateLimited, NotFound
    public byte[] fetch(DeviceSession asker, byte[] mailbox, byte[] sendSecret) {
        limits.countAsker(asker);
        OptionalLong owner = mailboxes.owner(mailbox, sendSecret);
        if (owner.isEmpty()) {
            throw new RefusedRequest(new Refusal.MailboxRefused());
        }
        limits.countMailbox(mailbox);
        DeviceRow device = device(owner.getAsLong());
        int left = prekeys.count(device.id());
        boolean oneTime = left > 0 && limits.allowOneTime(device.id());
        byte[] bundle = oneTime ? withOneTime(device.id()) : bundle(device, null);
        if (left <= ApiLimits.ONE_TIME_LOW) { // one of them is gone now
            wakeups.preKeysLow(device.id());
        }
        return bundle;
    }

    /// In one transaction: all of a bundle is of one identity, also while its owner changes it.
    private byte[] withOneTime(long id) {
        long hour = Hours.floor(clock.instant());
        return transactions.write(() -> {
            DeviceRow device = device(id);
            return bundle(device, prekeys.take(id, hour).map(seals::open).orElse(null));
        });
    }

    private byte[] bundle(DeviceRow device, @Nullable OneTimePreKey oneTime) {
        SignedPreKey signed = seals.signedPrekey(device)
                .filter(key -> key.notAfterMs() > clock.millis())
                .orElseThrow(BundleService::none);
        return PreKeyBundle.of(seals.identity(device), signed, oneTime).encode();
    }

    private DeviceRow device(long id) {
        return devices.find(id).orElseThrow(BundleService::none);
    }

    private static RefusedRequest none() {
        return new RefusedRequest(new Refusal.NotFound("prekeys: their owner has not renewed them"));
    }
}
