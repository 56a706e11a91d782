package org.sotto.support;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sotto.transport.MailboxStream;
import org.sotto.transport.StreamEvent;
import org.sotto.transport.TransportException;

/// A stream of a [FakeServer].
final class FakeMailboxStream implements MailboxStream {
    private final FakeServer server;
    private final FakeDevice device;
    private final Deque<StreamEvent> events = new ArrayDeque<>();
    private final Set<ByteBuffer> handedOut = new HashSet<>();
    private final Set<ByteBuffer> unacknowledged = new HashSet<>();

    FakeMailboxStream(FakeServer server, FakeDevice device) {
        this.server = server;
        this.device = device;
        events.addAll(server.handedOut(List.copyOf(device.waiting.values())));
        events.add(new StreamEvent.Drained());
        handedOut.addAll(device.waiting.keySet());
    }

    @Override
    public @Nullable StreamEvent next(Duration wait) {
        synchronized (server) {
            long deadline = System.nanoTime() + wait.toNanos();
            while (!isReady()) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return null;
                }
                awaitNews(left);
            }
            server.reached();
            if (events.peek() instanceof StreamEvent.Delivery delivery) {
                unacknowledged.add(FakeServer.key(delivery.id()));
            }
            return events.poll();
        }
    }

    private boolean isReady() {
        boolean waits = !events.isEmpty() || refill();
        boolean room = unacknowledged.size() < FakeServer.WINDOW || events.peek() instanceof StreamEvent.Drained;
        return waits && room && !server.isSilent();
    }

    private boolean refill() {
        device.waiting.forEach((id, delivery) -> {
            if (handedOut.add(id)) {
                events.add(delivery);
            }
        });
        if (!events.isEmpty()) {
            events.add(new StreamEvent.Drained());
        }
        if (device.preKeysLow) {
            device.preKeysLow = false;
            events.add(new StreamEvent.PreKeysLow());
        }
        return !events.isEmpty();
    }

    private void awaitNews(long millis) {
        try {
            server.wait(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransportException.Unreachable("interrupted");
        }
    }

    @Override
    public void acknowledge(List<byte[]> ids) {
        synchronized (server) {
            ids.forEach(id -> unacknowledged.remove(FakeServer.key(id)));
            if (server.isAcknowledging()) {
                ids.forEach(id -> device.waiting.remove(FakeServer.key(id)));
            }
        }
    }

    @Override
    public void close() {}
}
