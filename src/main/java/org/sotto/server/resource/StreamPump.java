package org.sotto.server.resource;

import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.sotto.api.frame.CloseCode;
import org.sotto.api.frame.ServerFrame;
import org.sotto.server.service.Delivery;
import org.sotto.server.service.MessageMeters;
import org.sotto.server.service.Subscription;
import org.sotto.server.service.Subscription.Step;

/// Sends one stream its messages, on a virtual thread of its own that waits for the socket.
final class StreamPump {
    private static final Logger LOG = Logger.getLogger(StreamPump.class);
    /// Bytes handed to the socket before it is waited for: beside one page of 256 KiB, what a slow reader can make
    /// the server hold.
    private static final int UNWRITTEN = 64 << 10;

    private final WebSocketConnection connection;
    private final Subscription subscription;
    private final MessageMeters meters;
    private final LongSupplier remaining;
    private long number;

    /// @param remaining ms until the session ends
    StreamPump(
            WebSocketConnection connection, Subscription subscription, MessageMeters meters, LongSupplier remaining) {
        this.connection = connection;
        this.subscription = subscription;
        this.meters = meters;
        this.remaining = remaining;
    }

    void run() {
        try (subscription) {
            boolean open = true;
            while (open) {
                open = step(subscription.next(Math.max(0, remaining.getAsLong())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            close(CloseCode.SESSION_OVER); // it did not even take what was sent
        } catch (RuntimeException e) {
            LOG.debug("a stream ended", e); // most often a connection that was cut
            connection.close().subscribe().with(done -> {}, failure -> {});
        }
    }

    private boolean step(Step next) throws InterruptedException, TimeoutException {
        switch (next) {
            case Step.Deliver deliver -> {
                deliver(deliver.messages());
                meters.delivered(deliver.messages().size());
            }
            case Step.Drained drained -> await(send(new ServerFrame.Drained(number())));
            case Step.PreKeysLow low -> await(send(new ServerFrame.PreKeysLow(number())));
            case Step.Idle idle -> {
                if (remaining.getAsLong() <= 0) {
                    subscription.close(Subscription.End.SESSION_OVER);
                }
            }
            case Step.Ended ended -> {
                close(ended.reason());
                return false;
            }
        }
        return true;
    }

    private void deliver(List<Delivery> messages) throws InterruptedException, TimeoutException {
        int unwritten = 0;
        for (int i = 0; i < messages.size(); i++) {
            Delivery message = messages.get(i);
            Uni<Void> written = send(new ServerFrame.Deliver(
                    number(), message.messageId(), message.mailbox(), message.received(), message.blob()));
            unwritten += message.blob().length;
            if (unwritten >= UNWRITTEN || i == messages.size() - 1) {
                await(written);
                unwritten = 0;
            } else {
                written.subscribe().with(done -> {}, failure -> LOG.debug("a delivery failed", failure));
            }
        }
    }

    private Uni<Void> send(ServerFrame frame) {
        return connection.sendBinary(frame.encode());
    }

    /// @throws TimeoutException the session ended before; one that was renewed meanwhile goes on waiting
    private void await(Uni<Void> written) throws InterruptedException, TimeoutException {
        CompletableFuture<Void> done = written.subscribeAsCompletionStage();
        boolean waiting = true;
        while (waiting) {
            try {
                done.get(Math.max(1, remaining.getAsLong()), TimeUnit.MILLISECONDS);
                waiting = false;
            } catch (TimeoutException e) {
                if (remaining.getAsLong() <= 0) {
                    throw e;
                }
            } catch (ExecutionException e) {
                throw new CompletionException(e.getCause());
            }
        }
    }

    private long number() {
        number = (number + 1) & 0xffffffffL;
        return number;
    }

    private void close(Subscription.End reason) {
        switch (reason) {
            case SESSION_OVER -> close(CloseCode.SESSION_OVER);
            case REPLACED -> close(CloseCode.REPLACED);
            case GOING_AWAY -> close(CloseCode.GOING_AWAY);
            case CLOSED -> {}
        }
    }

    private void close(CloseCode code) {
        connection.close(new CloseReason(code.number())).subscribe().with(done -> {}, failure -> {});
    }
}
