package org.sotto.server.service;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.sotto.server.config.LimitConfig;
import org.sotto.wire.ByteWriter;

/// What sending is held to, in memory: messages of a device, and bytes into a mailbox. The two are counted
/// apart, so that no pair is kept.
@Singleton
public final class SendLimits {
    private final RateLimit devices;
    private final RateLimit mailboxes;
    private final AuditService audit;
    private final LimitMeters meters;

    SendLimits(LimitConfig limits, AuditService audit, LimitMeters meters, Clock clock) {
        this.devices = RateLimit.perSecond(limits.messageBurst(), limits.messagesPerSecond(), clock);
        this.mailboxes = RateLimit.perSecond(limits.mailboxBurstBytes(), limits.mailboxBytesPerSecond(), clock);
        this.audit = audit;
        this.meters = meters;
    }

    /// Counts a message of this device.
    ///
    /// @throws RefusedRequest RateLimited
    public void countMessage(long device) {
        Duration wait = devices.take(new ByteWriter(Long.BYTES).u64(device).toByteArray());
        if (wait.isPositive()) {
            audit.rateLimited();
            meters.met(LimitMeters.Limit.MESSAGES);
            throw new RefusedRequest(new Refusal.RateLimited(wait));
        }
    }

    /// Counts what a mailbox takes in; zero, or how long it takes no more of this size.
    Duration countInflow(byte[] mailboxTag, int bytes) {
        Duration wait = mailboxes.take(mailboxTag, bytes);
        if (wait.isPositive()) {
            audit.rateLimited();
            meters.met(LimitMeters.Limit.INFLOW);
        }
        return wait;
    }
}
