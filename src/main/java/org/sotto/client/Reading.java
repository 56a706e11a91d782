package org.sotto.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sotto.transport.MailboxServer;
import org.sotto.transport.MailboxStream;
import org.sotto.transport.StreamEvent;
import org.sotto.transport.TransportException;

/// One open stream, read until it is drained or for as long as somebody follows.
final class Reading implements AutoCloseable {
    /// Acknowledged together at most: well below the server's window of 256.
    private static final int ACK_BATCH = 64;
    /// Compressed messages that may wait where they cannot be unpacked: a quarter of that window, so that nobody
    /// fills it and keeps others' messages out.
    static final int MAX_PACKED = 64;
    private static final long REOPEN_MS = TimeUnit.MINUTES.toMillis(1);
    /// A new stream comes with fresh prekeys and the server's latest word about itself.
    private static final long LONGEST_MS = TimeUnit.HOURS.toMillis(1);

    private final Core core;
    private final Inbox inbox;
    private final Replies replies;
    private final Maintenance maintenance;
    private final MailboxServer server;
    private final MailboxStream stream;
    private final List<byte[]> stored = new ArrayList<>();
    private boolean shown;
    private boolean deferred;
    private int packed;
    private @Nullable String cannotUnpack;
    private final long opened;

    Reading(Core core, Inbox inbox, Replies replies, Maintenance maintenance, MailboxServer server) {
        this.core = core;
        this.inbox = inbox;
        this.replies = replies;
        this.maintenance = maintenance;
        this.server = server;
        this.opened = core.now();
        this.stream = server.openStream();
    }

    /// Why messages stay at the server, or null if none does.
    @Nullable
    String cannotUnpack() {
        return cannotUnpack;
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
            long patience =
                    drained ? left : Math.max(left, core.env().requestTimeout().toNanos());
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
            case StreamEvent.PreKeysLow low -> maintenance.run(server);
            case StreamEvent.Drained drained -> {
                acknowledge();
                replies.queue(server);
                if (!deferred) {
                    core.database().change(maintenance::cleanUp);
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
