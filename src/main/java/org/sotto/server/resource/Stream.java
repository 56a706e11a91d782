package org.sotto.server.resource;

import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.sotto.api.ProblemCode;
import org.sotto.api.frame.ClientFrame;
import org.sotto.api.frame.CloseCode;
import org.sotto.api.frame.FrameLimits;
import org.sotto.api.frame.SendFrame;
import org.sotto.api.frame.ServerFrame;
import org.sotto.server.resource.error.Problems;
import org.sotto.server.service.DeviceSession;
import org.sotto.server.service.MessageService;
import org.sotto.server.service.Refusal;
import org.sotto.server.service.RefusedRequest;
import org.sotto.server.service.SendLimits;
import org.sotto.server.service.Subscription;
import org.sotto.wire.MalformedException;

/// One device's stream: answers what it asks, in the order of completion.
final class Stream {
    private final WebSocketConnection connection;
    private final Subscription subscription;
    private final MessageService messages;
    private final SendLimits limits;
    private final StreamRenewal renewal;
    private final Clock clock;
    private final long device;
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile Instant expiry;
    private volatile boolean leaving;

    Stream(
            WebSocketConnection connection,
            DeviceSession session,
            Subscription subscription,
            MessageService messages,
            SendLimits limits,
            StreamRenewal renewal,
            Clock clock) {
        this.connection = connection;
        this.subscription = subscription;
        this.messages = messages;
        this.limits = limits;
        this.renewal = renewal;
        this.clock = clock;
        this.device = session.device();
        this.expiry = session.expiresAt();
    }

    void closed() {
        subscription.close();
    }

    /// Takes nothing more in, and ends once what was asked is answered. To be called until it has ended.
    void leave() {
        leaving = true;
        if (inFlight.get() <= 0) {
            subscription.close(Subscription.End.GOING_AWAY); // the pump says so to the client
        }
    }

    /// Until the session ends, in ms.
    long remaining() {
        return expiry.toEpochMilli() - clock.millis();
    }

    /// Never blocks.
    void received(byte[] bytes) {
        if (inFlight.incrementAndGet() > FrameLimits.IN_FLIGHT) {
            close(CloseCode.TOO_MANY_REQUESTS);
            return;
        }
        if (leaving) { // looked at after the count, as leave() looks in the other order: what is taken in is answered
            inFlight.decrementAndGet(); // this one is asked again after the next start
            return;
        }
        if (remaining() <= 0) {
            subscription.close(Subscription.End.SESSION_OVER); // the pump says so to the client
            return;
        }
        try {
            handle(ClientFrame.decode(bytes));
        } catch (MalformedException e) {
            close(CloseCode.MALFORMED_FRAME);
        }
    }

    private void handle(ClientFrame frame) {
        switch (frame) {
            case SendFrame send -> answer(send, sent(send));
            case ClientFrame.Ack ack ->
                answer(ack, messages.acknowledge(device, ack.ids()).thenApply(deleted -> clock.instant()));
            case ClientFrame.Ping ping -> send(new ServerFrame.Ping(ping.requestId()));
            case ClientFrame.Challenge challenge -> send(renewal.challenge(challenge, clock));
            case ClientFrame.Proof proof -> renew(proof);
        }
    }

    private CompletableFuture<Instant> sent(SendFrame send) {
        try {
            limits.countMessage(device);
        } catch (RefusedRequest e) {
            return CompletableFuture.failedFuture(e);
        }
        return messages.send(send.messageId(), send.mailbox(), send.sendSecret(), send.blob());
    }

    /// On a thread of its own, for it reads the database. Whatever becomes of it is answered.
    private void renew(ClientFrame.Proof proof) {
        var _ = CompletableFuture.supplyAsync(() -> renewal.prove(proof), Stream::startRenewal)
                .whenComplete((until, failure) -> {
                    if (failure == null) {
                        expiry = until;
                        send(new ServerFrame.Renewed(proof.requestId(), until.toEpochMilli()));
                    } else {
                        send(refused(proof.requestId(), failure));
                    }
                });
    }

    private static void startRenewal(Runnable task) {
        Thread.ofVirtual().name("sotto-renewal").start(task);
    }

    private void answer(ClientFrame question, CompletableFuture<Instant> done) {
        var _ = done.whenComplete((time, failure) -> send(
                failure == null
                        ? ServerFrame.Sent.done(question.requestId(), time.toEpochMilli())
                        : refused(question.requestId(), failure)));
    }

    private ServerFrame refused(long requestId, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (!(cause instanceof RefusedRequest refused)) {
            return ServerFrame.Sent.refused(requestId, ProblemCode.INTERNAL, clock.millis());
        }
        Refusal refusal = refused.refusal();
        Duration wait = Problems.retryAfter(refusal);
        long time = clock.millis() + (wait == null ? 0 : wait.toMillis());
        return ServerFrame.Sent.refused(requestId, Problems.code(refusal), time);
    }

    private void send(ServerFrame frame) {
        connection.sendBinary(frame.encode()).subscribe().with(sent -> inFlight.decrementAndGet(), failure -> closed());
    }

    private void close(CloseCode code) {
        connection.close(new CloseReason(code.number())).subscribe().with(done -> closed(), failure -> closed());
    }
}
