package org.sotto.server.service;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.sotto.wire.ByteWriter;

/// What fetching bundles is held to (section 2), in memory and by tags: no pair of people is kept.
@Singleton
final class FetchLimits {
    /// For a mailbox: a person gets to know a handful of people at once, then one every ten minutes.
    private static final int MAILBOX_BURST = 6;
    private static final Duration MAILBOX_INTERVAL = Duration.ofMinutes(10);
    /// For the device that owns it: above that the last-resort form, so that nobody empties the stock.
    private static final int ONE_TIME_BURST = 20;
    private static final Duration ONE_TIME_INTERVAL = Duration.ofMinutes(3);
    /// For the device that asks: a long evening of adding contacts.
    private static final int ASKER_BURST = 120;
    private static final Duration ASKER_INTERVAL = Duration.ofSeconds(30);

    private final Pseudonyms pseudonyms;
    private final AuditService audit;
    private final LimitMeters meters;
    private final RateLimit mailboxes;
    private final RateLimit oneTimeKeys;
    private final RateLimit askers;

    FetchLimits(Pseudonyms pseudonyms, AuditService audit, LimitMeters meters, Clock clock) {
        this.pseudonyms = pseudonyms;
        this.audit = audit;
        this.meters = meters;
        this.mailboxes = new RateLimit(MAILBOX_BURST, MAILBOX_INTERVAL, clock);
        this.oneTimeKeys = new RateLimit(ONE_TIME_BURST, ONE_TIME_INTERVAL, clock);
        this.askers = new RateLimit(ASKER_BURST, ASKER_INTERVAL, clock);
    }

    /// @throws RefusedRequest RateLimited
    void countAsker(DeviceSession session) {
        check(askers.take(pseudonyms.tag("fetch-asker", session.deviceId())));
    }

    /// @throws RefusedRequest RateLimited
    void countMailbox(byte[] mailbox) {
        check(mailboxes.take(pseudonyms.tag("fetch-mailbox", mailbox)));
    }

    /// The same for whoever is not told.
    boolean allowMailbox(byte[] mailbox) {
        return mailboxes.take(pseudonyms.tag("fetch-mailbox", mailbox)).isZero();
    }

    /// Whether a one-time key of this device may be handed out now.
    boolean allowOneTime(long device) {
        byte[] row = new ByteWriter(8).u64(device).toByteArray();
        return oneTimeKeys.take(pseudonyms.tag("fetch-one-time", row)).isZero();
    }

    private void check(Duration wait) {
        if (wait.isPositive()) {
            audit.rateLimited();
            meters.met(LimitMeters.Limit.BUNDLES);
            throw new RefusedRequest(new Refusal.RateLimited(wait));
        }
    }
}
