package org.sotto.server.service;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sotto.api.frame.FrameLimits;

/// What one stream has to do next: deliver something, say that nothing waits any more, or end.
///
/// New messages are handed over in memory while the stream keeps up; one that does not reads them from the database
/// later, so that a slow reader costs no memory. At most 256 deliveries stand unacknowledged.
public final class Subscription implements AutoCloseable {
    /// Bytes of new messages kept in memory for a stream that is busy.
    static final int MAX_FRESH = 64 << 10;
    /// Messages read from the database at a time, at most (see [SmallPages]).
    static final int PAGE = 32;

    private final long device;
    private final Backlog backlog;
    private final Wakeups wakeups;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Delivery> fresh = new ArrayDeque<>(4);
    private final Set<ByteBuffer> unacknowledged = new HashSet<>();
    private int freshBytes;
    private boolean behind = true;
    private boolean drainedSaid;
    private boolean preKeysLow;
    private long position;
    private @Nullable End end;

    /// What waits in the database behind a row, in the order of arrival.
    @FunctionalInterface
    interface Backlog {
        Deliveries page(long device, long after, int limit);
    }

    /// Why a stream ends.
    public enum End {
        SESSION_OVER,
        REPLACED,
        CLOSED,
        GOING_AWAY
    }

    /// The next thing to do.
    public sealed interface Step {
        record Deliver(List<Delivery> messages) implements Step {}

        /// Everything that waited has been delivered.
        record Drained() implements Step {}

        /// The device has few one-time prekeys left.
        record PreKeysLow() implements Step {}

        /// Nothing came in the time given.
        record Idle() implements Step {}

        record Ended(End reason) implements Step {}
    }

    private Subscription(long device, Backlog backlog, Wakeups wakeups) {
        this.device = device;
        this.backlog = backlog;
        this.wakeups = wakeups;
    }

    static Subscription open(long device, Backlog backlog, Wakeups wakeups) {
        Subscription subscription = new Subscription(device, backlog, wakeups);
        wakeups.add(subscription);
        return subscription;
    }

    long device() {
        return device;
    }

    /// Waits for the next thing to do, at most `millis`. For one thread.
    public Step next(long millis) throws InterruptedException {
        long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
        lock.lock();
        try {
            while (true) {
                Step step = step();
                if (step != null) {
                    return step;
                }
                if (nanos <= 0) {
                    return new Step.Idle();
                }
                nanos = changed.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Step step() {
        if (end != null) {
            return new Step.Ended(end);
        }
        if (preKeysLow) {
            preKeysLow = false;
            return new Step.PreKeysLow();
        }
        int room = FrameLimits.WINDOW - unacknowledged.size();
        if (room <= 0) {
            return null;
        }
        List<Delivery> next = take(room);
        while (next.isEmpty() && behind && end == null) {
            next = read(Math.min(room, PAGE));
        }
        if (!next.isEmpty()) {
            next.forEach(each -> unacknowledged.add(ByteBuffer.wrap(each.messageId())));
            position = next.getLast().row();
            drainedSaid = false;
            return new Step.Deliver(next);
        }
        if (end != null) {
            return new Step.Ended(end);
        }
        if (drainedSaid) {
            return null;
        }
        drainedSaid = true;
        return new Step.Drained();
    }

    private List<Delivery> read(int limit) {
        // what arrives while this reads is kept: it may be behind the page
        behind = false;
        long after = position;
        lock.unlock();
        Deliveries page;
        try {
            page = backlog.page(device, after, limit);
        } finally {
            lock.lock();
        }
        if (page.more()) {
            fallBehind();
        }
        return page.messages().isEmpty() ? take(limit) : page.messages();
    }

    private List<Delivery> take(int limit) {
        List<Delivery> taken = new ArrayList<>();
        while (taken.size() < limit && !fresh.isEmpty()) {
            Delivery next = fresh.remove();
            freshBytes -= next.blob().length;
            if (next.row() > position) {
                taken.add(next);
            }
        }
        return taken;
    }

    private void fallBehind() {
        behind = true;
        fresh.clear();
        freshBytes = 0;
    }

    /// A message of the device is on disk. Called in the order of the rows.
    void arrived(Delivery message) {
        lock.lock();
        try {
            if (behind) {
                return;
            }
            if (freshBytes + message.blob().length > MAX_FRESH && !fresh.isEmpty()) {
                fallBehind();
            } else {
                fresh.add(message);
                freshBytes += message.blob().length;
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    void preKeysLow() {
        lock.lock();
        try {
            preKeysLow = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    void acknowledged(List<byte[]> messageIds) {
        lock.lock();
        try {
            messageIds.forEach(id -> unacknowledged.remove(ByteBuffer.wrap(id)));
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Ends the stream; the first reason stays.
    public void close(End reason) {
        lock.lock();
        try {
            if (end == null) {
                end = reason;
                fallBehind();
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
        wakeups.remove(this);
    }

    @Override
    public void close() {
        close(End.CLOSED);
    }
}
