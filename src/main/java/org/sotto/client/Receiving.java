package org.sotto.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sotto.client.session.Session;
import org.sotto.client.store.MessageRow;
import org.sotto.client.store.Transaction;
import org.sotto.crypto.ratchet.Expired;
import org.sotto.crypto.ratchet.SkippedKeys;
import org.sotto.transport.MailboxServer;
import org.sotto.transport.MailboxStream;
import org.sotto.transport.StreamEvent;
import org.sotto.transport.TransportException;

/// The use cases of receiving: everything that waits, or as it arrives.
final class Receiving {
    /// Acknowledged together at most: well below the server's window of 256.
    private static final int ACK_BATCH = 64;
    /// Compressed messages that may wait where they cannot be unpacked: a quarter of that window, so that nobody
    /// fills it and keeps others' messages out.
    static final int MAX_PACKED = 64;
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final long FIRST_PAUSE_MS = 1_000;
    private static final long LONGEST_PAUSE_MS = 30_000;
    private static final long REPLAY_MEMORY_MS = 52L * 24 * 60 * 60 * 1000;

    private final Core core;
    private final Outbox outbox;
    private final PreKeyKeeper preKeys;
    private final TokenStock tokens;
    private final Rotation rotation;
    private final Inbox inbox;
    private final Replies replies;

    Receiving(Core core, Outbox outbox, PreKeyKeeper preKeys, Rotation rotation, Inbox inbox, Replies replies) {
        this.tokens = new TokenStock(core);
        this.core = core;
        this.outbox = outbox;
        this.preKeys = preKeys;
        this.rotation = rotation;
        this.inbox = inbox;
        this.replies = replies;
    }

    /// Waits at most `wait` for the first message, then drains. What cannot be unpacked here stays at the server, which
    /// is told when nothing else has come.
    List<MessageRow> receive(Duration wait) {
        MailboxServer server = core.server();
        outbox.flush();
        maintain(server);
        @Nullable String cannotUnpack;
        try (Reading reading = new Reading(server)) {
            reading.drain(wait);
            cannotUnpack = reading.cannotUnpack;
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

    /// A server that takes no prekeys or no new identity may still have messages: what it says is told by the status.
    private void maintain(MailboxServer server) {
        attempt("no new identity: ", () -> rotation.finish(server));
        attempt("no new prekeys: ", () -> preKeys.maintain(server));
        attempt("no tokens: ", () -> tokens.topUp(server));
    }

    private void attempt(String what, Runnable work) {
        try {
            work.run();
        } catch (TransportException.Refused e) {
            if (e.status() == 401) {
                throw e;
            }
            if (!e.isPassing()) {
                core.database().change(tx -> tx.settings().setLastRefusal(what + e.getMessage()));
            }
        }
    }

    private void followOnce(Consumer<MessageRow> sink, Withheld notice, BooleanSupplier running) {
        MailboxServer server = core.server();
        outbox.flush();
        maintain(server);
        try (Reading reading = new Reading(server)) {
            while (running.getAsBoolean() && !reading.mustReopen()) {
                if (reading.step(LOOK)) {
                    handOver(sink);
                    notice.note(reading.cannotUnpack);
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

    /// One open stream.
    private final class Reading implements AutoCloseable {
        private static final long REOPEN_MS = TimeUnit.MINUTES.toMillis(1);
        /// A new stream comes with fresh prekeys and the server's latest word about itself.
        private static final long LONGEST_MS = TimeUnit.HOURS.toMillis(1);

        private final MailboxServer server;
        private final MailboxStream stream;
        private final List<byte[]> stored = new ArrayList<>();
        private boolean shown;
        private boolean deferred;
        private int packed;
        private @Nullable String cannotUnpack;
        private final long opened = core.now();

        Reading(MailboxServer server) {
            this.server = server;
            this.stream = server.openStream();
        }

        /// Blobs that were put off come again with a new stream.
        boolean mustReopen() {
            // a clock that was set back must not keep the stream for long
            long age = Math.abs(core.now() - opened);
            return age > LONGEST_MS || (deferred && age > REOPEN_MS);
        }

        void drain(Duration wait) {
            long deadline = System.nanoTime() + wait.toNanos();
            boolean drained = false;
            while (!drained || (!shown && System.nanoTime() - deadline < 0)) {
                long left = Math.max(0, deadline - System.nanoTime());
                long patience = drained
                        ? left
                        : Math.max(left, core.env().requestTimeout().toNanos());
                StreamEvent event = stream.next(Duration.ofNanos(patience));
                if (event == null && !drained && !goOnInSilence()) {
                    return;
                }
                drained = switch (event) {
                    case null -> drained;
                    case StreamEvent.Drained all -> true;
                    // the server says so again when nothing waits behind it
                    case StreamEvent.Delivery more -> false;
                    case StreamEvent.PreKeysLow low -> drained;
                };
                handle(event);
            }
        }

        /// The server's window may be full of what was put off or is not acknowledged yet: then it is not the server
        /// that is silent. Whether there is room again.
        private boolean goOnInSilence() {
            if (stored.isEmpty() && !deferred && packed == 0) {
                throw new TransportException.Unreachable("the server's stream is silent");
            }
            boolean room = !stored.isEmpty();
            acknowledge();
            return room;
        }

        /// Acknowledges and answers what came last, when nobody waits for the server to say that it is drained.
        void finish() {
            acknowledge();
            replies.queue(server);
        }

        /// Whether everything that was there has been read.
        boolean step(Duration wait) {
            StreamEvent event = stream.next(wait);
            handle(event);
            return event == null || event instanceof StreamEvent.Drained;
        }

        private void handle(@Nullable StreamEvent event) {
            switch (event) {
                case null -> acknowledge();
                case StreamEvent.Delivery delivery -> take(delivery);
                case StreamEvent.PreKeysLow low -> maintain(server);
                case StreamEvent.Drained drained -> {
                    acknowledge();
                    replies.queue(server);
                    if (!deferred) {
                        core.database().change(Receiving.this::cleanUp);
                    }
                }
            }
        }

        private void take(StreamEvent.Delivery delivery) {
            switch (inbox.take(delivery)) {
                case Inbox.Outcome.Deferred put -> {
                    deferred = true;
                    return;
                }
                case Inbox.Outcome.CannotUnpack left -> {
                    cannotUnpack = left.why();
                    if (++packed <= MAX_PACKED) {
                        return;
                    }
                    inbox.refuse(left);
                }
                case Inbox.Outcome.NeedsRepair repair -> replies.repair(repair.jump());
                case Inbox.Outcome.Stored kept -> shown |= kept.shown();
                case Inbox.Outcome.Refused refused -> {}
            }
            stored.add(delivery.id());
            if (stored.size() >= ACK_BATCH) {
                acknowledge();
            }
        }

        /// Only what is committed, or refused for good, is acknowledged.
        private void acknowledge() {
            if (!stored.isEmpty()) {
                stream.acknowledge(List.copyOf(stored));
                stored.clear();
            }
        }

        @Override
        public void close() {
            stream.close();
        }
    }

    /// After a complete drain nothing that waits can need what is deleted here; nor can what waits to be
    /// unpacked, which the server drops before it is that old.
    private void cleanUp(Transaction tx) {
        long now = core.correctedNow(tx);
        preKeys.deleteExpired(tx);
        tx.sessions().forgetBefore(now - REPLAY_MEMORY_MS);
        for (Session session : tx.sessions().withKeysBefore(now - SkippedKeys.MAX_AGE_MS)) {
            Expired expired = session.ratchet().expire(tx.sessions().skippedKeys(session.id()), now);
            tx.sessions().updateExpired(session, expired, now);
        }
    }
}
