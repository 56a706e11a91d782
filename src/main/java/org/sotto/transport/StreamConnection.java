package org.sotto.transport;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketBase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sotto.api.ApiLimits;
import org.sotto.api.frame.ClientFrame;
import org.sotto.api.frame.FrameLimits;
import org.sotto.api.frame.ServerFrame;
import org.sotto.crypto.proof.ProofContext;
import org.sotto.wire.MalformedException;

/// The stream over a WebSocket. One thread reads and acknowledges; the event loop only fills a queue, which the
/// server's window of 256 unacknowledged deliveries bounds.
///
/// A server that went away without a word is noticed by its silence: it is asked for a sign of life at intervals, and
/// the connection ends when no byte has come for longer than that. Bytes count, not frames, so that a large blob on a
/// slow line is not taken for silence.
final class StreamConnection implements MailboxStream {
    /// A proof is renewed when less than this of the session is left.
    private static final long RENEWAL_MS = 120_000;
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(3);
    /// No other question has this request id: they count up from 1.
    private static final long PING_ID = 0;

    private final ClientWebSocket socket;
    private final Runnable endPings;
    private final Authentication authentication;
    private final Authentication.ServerClock clock;
    private final LinkedBlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private long expiryMs;
    private long requests;
    private long proofId;
    private int unanswered;
    private byte @Nullable [] renewalNonce;

    /// What the event loop hands over: a frame, or the end.
    private sealed interface Arrival {
        record Frame(byte[] bytes) implements Arrival {}

        record End() implements Arrival {}
    }

    private StreamConnection(
            ServerConnection connection,
            SessionToken token,
            Authentication authentication,
            Authentication.ServerClock clock) {
        this.expiryMs = token.expiryMs();
        this.authentication = authentication;
        this.clock = clock;
        this.socket = connection.openWebSocket("/v1/stream", FrameLimits.SUBPROTOCOL, token.value(), this::listen);
        this.endPings = connection.repeat(connection.timeouts().ping(), () -> write(new ClientFrame.Ping(PING_ID)));
    }

    static StreamConnection open(
            ServerConnection connection,
            SessionToken token,
            Authentication authentication,
            Authentication.ServerClock clock) {
        try {
            return new StreamConnection(connection, token, authentication, clock);
        } catch (ServerConnection.ConnectionReplaced e) {
            throw new TransportException.Unreachable("the server closes the stream");
        }
    }

    private void listen(WebSocketBase unopened) {
        unopened.binaryMessageHandler(bytes -> arrivals.add(new Arrival.Frame(bytes.getBytes())));
        unopened.closeHandler(closed -> arrivals.add(new Arrival.End()));
        unopened.exceptionHandler(broken -> arrivals.add(new Arrival.End()));
    }

    @Override
    public @Nullable StreamEvent next(Duration wait) {
        long deadline = System.nanoTime() + wait.toNanos();
        while (true) {
            renewIfDue();
            long left = Math.max(0, deadline - System.nanoTime());
            long untilRenewal = TimeUnit.MILLISECONDS.toNanos(
                    Math.max(1, expiryMs - RENEWAL_MS - clock.own().millis()));
            Arrival arrival = poll(renewalNonce == null ? Math.min(left, untilRenewal) : left);
            StreamEvent event = arrival == null ? null : handle(arrival);
            if (event != null || (arrival == null && System.nanoTime() - deadline >= 0)) {
                return event;
            }
        }
    }

    /// Until when the server lets this stream stand, by the own clock.
    long expiryMs() {
        return expiryMs;
    }

    private @Nullable Arrival poll(long nanos) {
        try {
            return arrivals.poll(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransportException.Unreachable("interrupted");
        }
    }

    private @Nullable StreamEvent handle(Arrival arrival) {
        return switch (arrival) {
            case Arrival.End end -> throw new TransportException.Unreachable("the stream has ended");
            case Arrival.Frame frame -> handle(decode(frame.bytes()));
        };
    }

    private @Nullable StreamEvent handle(ServerFrame frame) {
        switch (frame) {
            case ServerFrame.Deliver deliver -> {
                return new StreamEvent.Delivery(deliver.messageId(), deliver.mailbox(), deliver.blob());
            }
            case ServerFrame.Drained drained -> {
                return new StreamEvent.Drained();
            }
            case ServerFrame.PreKeysLow low -> {
                return new StreamEvent.PreKeysLow();
            }
            case ServerFrame.Sent sent -> heard(sent);
            case ServerFrame.Challenge challenge -> answer(challenge);
            case ServerFrame.Renewed renewed -> {
                expiryMs = renewed.expiry() - clock.skewMs();
                renewalNonce = null;
            }
            case ServerFrame.Ping echo -> {}
        }
        return null;
    }

    /// A proof is answered so only if it is refused. A new connection proves anew, and is told what is wrong.
    private void heard(ServerFrame.Sent sent) {
        if (sent.requestId() == proofId) {
            throw new TransportException.Unreachable("the server does not renew the session");
        }
        unanswered--;
    }

    private static ServerFrame decode(byte[] bytes) {
        try {
            return ServerFrame.decode(bytes);
        } catch (MalformedException e) {
            throw new TransportException.BadAnswer("the server's stream is not understood");
        }
    }

    private void renewIfDue() {
        if (renewalNonce == null && expiryMs - RENEWAL_MS <= clock.own().millis()) {
            authentication.selfCheck();
            renewalNonce = authentication.nonce();
            write(new ClientFrame.Challenge(++requests, renewalNonce));
        }
    }

    private void answer(ServerFrame.Challenge challenge) {
        byte[] nonce = renewalNonce;
        if (nonce == null) {
            return;
        }
        byte[] proof = authentication.proof(
                ProofContext.Purpose.AUTH,
                ChannelBinding.of(socket.sslSession()),
                nonce,
                challenge.serverNonce(),
                challenge.expiry(),
                challenge.challenge());
        proofId = ++requests;
        write(new ClientFrame.Proof(proofId, proof));
    }

    @Override
    public void acknowledge(List<byte[]> ids) {
        for (int from = 0; from < ids.size(); from += ApiLimits.ACK_BATCH) {
            write(new ClientFrame.Ack(++requests, ids.subList(from, Math.min(ids.size(), from + ApiLimits.ACK_BATCH))));
            unanswered++;
        }
    }

    private void write(ClientFrame frame) {
        var written = socket.writeBinaryMessage(Buffer.buffer(frame.encode()));
        written.onFailure(broken -> arrivals.add(new Arrival.End()));
    }

    @Override
    public void close() {
        endPings.run();
        long deadline = System.nanoTime() + LAST_ANSWERS.toNanos();
        while (unanswered > 0 && !socket.isClosed()) {
            Arrival arrival = poll(Math.max(0, deadline - System.nanoTime()));
            if (!(arrival instanceof Arrival.Frame frame)) {
                break;
            }
            if (decode(frame.bytes()) instanceof ServerFrame.Sent) {
                unanswered--;
            }
        }
        Waiting.quietly(socket.close().toCompletionStage().toCompletableFuture(), Duration.ofSeconds(1));
    }
}
