package org.sotto.support;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.sotto.api.ProblemCode;
import org.sotto.api.frame.ClientFrame;
import org.sotto.api.frame.SendFrame;
import org.sotto.api.frame.ServerFrame;
import org.sotto.transport.MailboxStream;
import org.sotto.transport.StreamEvent;

/// The streams of a [FakeTlsServer], and ways for them to fail.
public final class FakeTlsStreams {
    private final Vertx vertx;
    private final Set<ServerWebSocket> open = ConcurrentHashMap.newKeySet();
    private final Set<ServerWebSocket> frozen = ConcurrentHashMap.newKeySet();
    private final AtomicInteger started = new AtomicInteger();
    private volatile boolean renewing = true;

    FakeTlsStreams(Vertx vertx) {
        this.vertx = vertx;
    }

    /// Streams that were ever opened.
    public int started() {
        return started.get();
    }

    /// Whether a proof on a stream is taken.
    public void setRenewing(boolean value) {
        renewing = value;
    }

    /// Every stream that is open says nothing more and answers nothing, as if the network had been cut.
    public void freeze() {
        frozen.addAll(open);
    }

    /// Sends one frame in parts, one at each interval, also on a frozen stream.
    public void trickle(ServerFrame frame, int parts, Duration interval) {
        ServerWebSocket socket = open.iterator().next();
        byte[] bytes = frame.encode();
        AtomicInteger sent = new AtomicInteger();
        vertx.setPeriodic(interval.toMillis(), timer -> {
            int part = sent.getAndIncrement();
            int from = bytes.length * part / parts;
            int to = bytes.length * (part + 1) / parts;
            Buffer slice = Buffer.buffer(bytes).slice(from, to);
            boolean last = part == parts - 1;
            socket.writeFrame(
                    part == 0
                            ? WebSocketFrame.binaryFrame(slice, last)
                            : WebSocketFrame.continuationFrame(slice, last));
            if (last) {
                vertx.cancelTimer(timer);
            }
        });
    }

    void start(ServerWebSocket socket, MailboxStream events) {
        open.add(socket);
        started.incrementAndGet();
        socket.closeHandler(closed -> open.remove(socket));
        socket.binaryMessageHandler(bytes -> handle(socket, events, ClientFrame.decode(bytes.getBytes())));
        Thread.ofVirtual().start(() -> pump(socket, events));
    }

    private void handle(ServerWebSocket socket, MailboxStream events, ClientFrame frame) {
        switch (frame) {
            case ClientFrame.Ack ack -> {
                events.acknowledge(ack.ids());
                write(socket, ServerFrame.Sent.done(ack.requestId(), 0));
            }
            case ClientFrame.Challenge challenge ->
                write(socket, new ServerFrame.Challenge(challenge.requestId(), new byte[32], 1, new byte[32]));
            case ClientFrame.Proof proof ->
                write(
                        socket,
                        renewing
                                ? new ServerFrame.Renewed(proof.requestId(), Long.MAX_VALUE / 2)
                                : ServerFrame.Sent.refused(proof.requestId(), ProblemCode.INVALID_PROOF, 0));
            case ClientFrame.Ping ping -> write(socket, new ServerFrame.Ping(ping.requestId()));
            case SendFrame send -> throw new IllegalStateException("this client sends by REST");
        }
    }

    private void pump(ServerWebSocket socket, MailboxStream events) {
        long number = 0;
        while (!socket.isClosed()) {
            switch (events.next(Duration.ofMillis(50))) {
                case null -> {}
                case StreamEvent.Delivery delivery ->
                    write(
                            socket,
                            new ServerFrame.Deliver(++number, delivery.id(), delivery.mailbox(), 0, delivery.blob()));
                case StreamEvent.PreKeysLow low -> write(socket, new ServerFrame.PreKeysLow(++number));
                case StreamEvent.Drained drained -> write(socket, new ServerFrame.Drained(++number));
            }
        }
    }

    private void write(ServerWebSocket socket, ServerFrame frame) {
        if (!socket.isClosed() && !frozen.contains(socket)) {
            socket.writeBinaryMessage(Buffer.buffer(frame.encode()));
        }
    }
}
