package org.sotto.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sotto.client.store.MessageRow;
import org.sotto.transport.MailboxServer;
import org.sotto.transport.TransportException;

/// The use cases of receiving: everything that waits, or as it arrives.
final class Receiving {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final long FIRST_PAUSE_MS = 1_000;
    private static final long LONGEST_PAUSE_MS = 30_000;

    private final Core core;
    private final Outbox outbox;
    private final Maintenance maintenance;
    private final Inbox inbox;
    private final Replies replies;

    Receiving(Core core, Outbox outbox, PreKeyKeeper preKeys, Rotation rotation, Inbox inbox, Replies replies) {
        this.core = core;
        this.outbox = outbox;
        this.maintenance = new Maintenance(core, preKeys, new TokenStock(core), rotation);
        this.inbox = inbox;
        this.replies = replies;
    }

    /// Waits at most `wait` for the first message, then drains. What cannot be unpacked here stays at the server, which
    /// is told when nothing else has come.
    List<MessageRow> receive(Duration wait) {
        MailboxServer server = core.server();
        outbox.flush();
        maintenance.run(server);
        @Nullable String cannotUnpack;
        try (Reading reading = new Reading(core, inbox, replies, maintenance, server)) {
            reading.drain(wait);
            cannotUnpack = reading.cannotUnpack();
        }
        outbox.flush();
        List<MessageRow> messages = core.database().transact(tx -> tx.messages().takeUnshown());
        if (cannotUnpack != null && messages.isEmpty()) {
            throw new ClientException.LibraryMissing(cannotUnpack);
        }
        return messages;
    }

    /// Until `running` says no; connects again when the server was away.
    ///
    /// @param withheld told once of messages that cannot be unpacked here
    void follow(Consumer<MessageRow> sink, Consumer<ClientException> withheld, BooleanSupplier running) {
        Withheld notice = new Withheld(withheld);
        long pause = FIRST_PAUSE_MS;
        handOver(sink);
        while (running.getAsBoolean()) {
            try {
                core.forgetAway();
                core.greetAgain();
                followOnce(sink, notice, running);
                pause = FIRST_PAUSE_MS;
            } catch (TransportException.Unreachable | TransportException.Refused e) {
                if (e instanceof TransportException.Refused refused && !refused.isPassing()) {
                    throw e;
                }
                handOver(sink);
                pause(pause, running);
                pause = Math.min(LONGEST_PAUSE_MS, 2 * pause);
            }
        }
    }

    private void followOnce(Consumer<MessageRow> sink, Withheld notice, BooleanSupplier running) {
        MailboxServer server = core.server();
        outbox.flush();
        maintenance.run(server);
        try (Reading reading = new Reading(core, inbox, replies, maintenance, server)) {
            while (running.getAsBoolean() && !reading.mustReopen()) {
                if (reading.step(LOOK)) {
                    handOver(sink);
                    notice.note(reading.cannotUnpack());
                    outbox.flush();
                }
            }
            reading.finish();
        }
        handOver(sink);
        outbox.flush();
    }

    private void handOver(Consumer<MessageRow> sink) {
        core.database().transact(tx -> tx.messages().takeUnshown()).forEach(sink);
    }

    private static void pause(long millis, BooleanSupplier running) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (running.getAsBoolean() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }
}
