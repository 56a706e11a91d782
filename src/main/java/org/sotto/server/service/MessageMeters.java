package org.sotto.server.service;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.sotto.server.config.PlainRegistry;
import org.sotto.server.repository.StoreResult;

/// What becomes of messages, in numbers: of no device and of no mailbox.
@Singleton
public final class MessageMeters {
    private final Map<Fate, Counter> fates = new EnumMap<>(Fate.class);
    private final Map<Reason, Counter> refusals = new EnumMap<>(Reason.class);

    private enum Fate {
        STORED,
        /// Handed to its device, each time.
        DELIVERED,
        ACKNOWLEDGED,
        /// Nobody fetched it for 30 days.
        EXPIRED
    }

    /// Why a message was not taken.
    private enum Reason {
        MAILBOX_FULL,
        /// More than its mailbox takes in at a time.
        INFLOW,
        /// No such mailbox, or a wrong send secret.
        MAILBOX_REFUSED,
        ID_CONFLICT,
        BAD_SIZE,
        /// It could not be written, or too much waits.
        UNAVAILABLE
    }

    MessageMeters(MeterRegistry framework) {
        MeterRegistry metrics = PlainRegistry.of(framework);
        for (Fate fate : Fate.values()) {
            fates.put(
                    fate,
                    Counter.builder("sotto.messages")
                            .description("messages that were stored, handed out, acknowledged or forgotten")
                            .tag("event", text(fate))
                            .register(metrics));
        }
        for (Reason reason : Reason.values()) {
            refusals.put(
                    reason,
                    Counter.builder("sotto.messages.refused")
                            .description("messages that were not taken")
                            .tag("reason", text(reason))
                            .register(metrics));
        }
    }

    void sent(StoreResult result) {
        switch (result) {
            case StoreResult.Stored stored -> count(Fate.STORED, 1);
            case StoreResult.Known known -> {}
            case StoreResult.Conflict conflict -> refused(Reason.ID_CONFLICT);
            case StoreResult.Full full -> refused(Reason.MAILBOX_FULL);
            case StoreResult.TooMuch much -> refused(Reason.INFLOW);
            case StoreResult.Refused refused -> refused(Reason.MAILBOX_REFUSED);
            case StoreResult.WrongType wrong -> refused(Reason.BAD_SIZE);
        }
    }

    void badSize() {
        refused(Reason.BAD_SIZE);
    }

    void unavailable() {
        refused(Reason.UNAVAILABLE);
    }

    public void delivered(int number) {
        count(Fate.DELIVERED, number);
    }

    void acknowledged(int number) {
        count(Fate.ACKNOWLEDGED, number);
    }

    void expired(int number) {
        count(Fate.EXPIRED, number);
    }

    private void count(Fate fate, int number) {
        Objects.requireNonNull(fates.get(fate)).increment(number);
    }

    private void refused(Reason reason) {
        Objects.requireNonNull(refusals.get(reason)).increment();
    }

    private static String text(Enum<?> each) {
        return each.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
