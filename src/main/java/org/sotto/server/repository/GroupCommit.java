package org.sotto.server.repository;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// One thread writes what all others hand in, many of them in one transaction, so that they share one flush to the
/// disk.
///
/// A future is completed only after the commit that holds its work is on disk (`synchronous=FULL`). Work is done in
/// the order in which it was handed in, and its futures are completed in that order, by one thread of their own: the
/// next batch does not wait for what hangs on them.
@Singleton
public final class GroupCommit implements AutoCloseable {
    /// Works in one transaction: about 25 ms of writing, which is what the last one in waits for the others.
    static final int MAX_BATCH = 256;
    /// Bytes of work that may wait: 13 seconds at 5,000 blobs of 2,048 bytes a second, and an eighth of the memory.
    static final long MAX_WAITING = Math.min(128L << 20, Runtime.getRuntime().maxMemory() / 8);

    private static final System.Logger LOG = System.getLogger(GroupCommit.class.getName());
    /// A full disk fails every write: one line a minute is enough.
    private static final long TELL_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final LinkedBlockingQueue<Ticket<?>> queue = new LinkedBlockingQueue<>();
    /// Guards `closed`: nothing is handed in behind the last ticket.
    private final Object gate = new Object();
    private final AtomicLong waiting = new AtomicLong();
    private final PendingIndex index = new PendingIndex();
    private final DataSource source;
    private final Lock turn;
    private final StoreMeters meters;
    private final Thread thread;
    private final ExecutorService completer;
    private boolean closed;
    private long lastTold = System.nanoTime() - TELL_NANOS - 1;

    /// Something to write, inside the batch's transaction. It may be run a second time, after another's failure.
    @FunctionalInterface
    interface Work<T> {
        T run(WriterConnection connection) throws SQLException;
    }

    @Inject
    GroupCommit(
            @io.quarkus.agroal.DataSource("sqlite") DataSource source, Transactions transactions, StoreMeters meters) {
        this(source, transactions.turn(), meters);
    }

    /// @param turn held while a batch is written: other writers of the same file hold it while they write
    GroupCommit(DataSource source, Lock turn, StoreMeters meters) {
        this.source = source;
        this.turn = turn;
        this.meters = meters;
        this.completer = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("sotto-committed").factory());
        this.thread = Thread.ofPlatform().daemon().name("sotto-writer").start(this::write);
    }

    /// A server that says it is ready has read what waits.
    void start(@Observes StartupEvent event) {
        index.awaitLoaded();
    }

    /// What waits: others than the writer read what is committed.
    PendingIndex index() {
        return index;
    }

    /// Bytes of work that was handed in and is not on disk yet.
    long waiting() {
        return waiting.get();
    }

    void stop(@Observes ShutdownEvent event) {
        close(); // before the pool of connections closes
    }

    /// Hands work in; the future completes when the work is on disk.
    ///
    /// @param size bytes that it keeps in memory until then
    /// @throws StorageException at once, when too much waits or the writer is closed; through the
    ///     future, when the work failed
    <T> CompletableFuture<T> submit(long size, Work<T> work) {
        return submit(size, work, result -> {});
    }

    /// The same, with something that is done on success just before the future completes, for all works in the order
    /// in which they were handed in. It must be short and must not throw.
    <T> CompletableFuture<T> submit(long size, Work<T> work, Consumer<T> committed) {
        Ticket<T> ticket = new Ticket<>(work, size, committed);
        if (waiting.addAndGet(size) > MAX_WAITING) {
            waiting.addAndGet(-size);
            throw new StorageException("too much waits to be written");
        }
        synchronized (gate) {
            if (closed) {
                waiting.addAndGet(-size);
                throw new StorageException("the writer is closed");
            }
            queue.add(ticket);
        }
        return ticket.done;
    }

    /// Writes what was handed in before, then stops.
    @Override
    public void close() {
        synchronized (gate) {
            if (!closed) {
                closed = true;
                queue.add(Ticket.end());
            }
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        completer.close();
    }

    private void write() {
        List<Ticket<?>> batch = new ArrayList<>(MAX_BATCH);
        try (Connection connection = source.getConnection();
                WriterConnection writer = new WriterConnection(connection, index)) {
            commit(writer, List.of(new Ticket<>(MessageWriter::clear, 0, deleted -> {})));
            boolean more = true;
            while (more) {
                batch.add(queue.take());
                queue.drainTo(batch, MAX_BATCH - 1);
                more = !batch.removeIf(Ticket::isEnd);
                commit(writer, batch);
                batch.clear();
            }
        } catch (SQLException e) {
            throw new StorageException("the writer has no connection", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            index.ended();
            refuse(batch);
        }
    }

    private void commit(WriterConnection writer, List<Ticket<?>> batch) {
        if (!attempt(writer, batch) && batch.size() > 1) {
            // one bad work must not fail its neighbours
            batch.forEach(ticket -> attempt(writer, List.of(ticket)));
        }
    }

    private boolean attempt(WriterConnection writer, List<Ticket<?>> batch) {
        List<Ticket<?>> tickets = List.copyOf(batch);
        StorageException failure = transaction(writer, tickets);
        if (failure == null || tickets.size() == 1) {
            tickets.forEach(ticket -> waiting.addAndGet(-ticket.size)); // whoever hears of it finds room
            long now = System.nanoTime();
            completer.execute(() -> tickets.forEach(ticket -> ticket.complete(failure, meters, now)));
            return true;
        }
        return false;
    }

    private @Nullable StorageException transaction(WriterConnection writer, List<Ticket<?>> tickets) {
        turn.lock();
        try {
            writer.begin();
            for (Ticket<?> ticket : tickets) {
                ticket.run(writer);
            }
            writer.commit();
            meters.committed(tickets.size());
            return null;
        } catch (SQLException | RuntimeException e) {
            writer.rollback();
            meters.failed();
            tell(e);
            return new StorageException("a write failed", e);
        } finally {
            turn.unlock();
        }
    }

    /// The operator has to hear of a full disk; what failed carries no data of users.
    private void tell(Exception failure) {
        long now = System.nanoTime();
        if (now - lastTold > TELL_NANOS) {
            lastTold = now;
            LOG.log(System.Logger.Level.ERROR, "the database could not be written: " + failure.getMessage());
        }
    }

    private void refuse(List<Ticket<?>> batch) {
        synchronized (gate) {
            closed = true;
            queue.drainTo(batch);
        }
        StorageException failure = new StorageException("the writer has stopped");
        batch.forEach(ticket -> ticket.complete(failure));
    }

    private static final class Ticket<T> {
        private final Work<T> work;
        private final long size;
        private final Consumer<T> committed;
        private final CompletableFuture<T> done = new CompletableFuture<>();
        private final long since = System.nanoTime();
        private @Nullable T result;

        Ticket(Work<T> work, long size, Consumer<T> committed) {
            this.work = work;
            this.size = size;
            this.committed = committed;
        }

        static Ticket<Boolean> end() {
            return new Ticket<>(connection -> true, -1, result -> {});
        }

        boolean isEnd() {
            return size < 0;
        }

        void run(WriterConnection writer) throws SQLException {
            result = work.run(writer);
        }

        /// @param now when the commit was on disk, by the clock of [System#nanoTime()]
        void complete(@Nullable StorageException failure, StoreMeters meters, long now) {
            if (failure == null) {
                meters.written(now - since);
            }
            complete(failure);
        }

        void complete(@Nullable StorageException failure) {
            if (failure == null && result != null) {
                committed.accept(result);
                done.complete(result);
            } else if (failure != null) {
                done.completeExceptionally(failure);
            }
        }
    }
}
