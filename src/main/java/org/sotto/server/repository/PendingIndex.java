package org.sotto.server.repository;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// What waits, in memory: the rows of each device in order, the rows of each message tag, the load of each
/// mailbox. About 50 bytes a message, read from the table at the start.
///
/// An index in the database costs a page for nearly every message: it is encrypted for the log, decrypted and
/// encrypted once more for the file, and each of two indexes and a row of counters took as much of that as the message
/// itself (docs/benchmarks.md). The table alone is written at its end only.
///
/// The writer changes it inside its transaction, and ends each change with [#commit()] or [#rollback()]. Others see
/// rows that are committed.
final class PendingIndex {
    /// A message that waits.
    ///
    /// @param tag  of its id, 16 bytes
    /// @param size of its blob, bytes
    record Entry(long row, long device, long mailbox, byte[] tag, int size) {}

    /// What waits in a mailbox.
    record Load(int messages, long bytes) {
        static final Load NONE = new Load(0, 0);

        Load with(int more, long moreBytes) {
            return new Load(messages + more, bytes + moreBytes);
        }
    }

    private record Change(Entry entry, boolean added) {}

    private final Map<Long, RowQueue> devices = new HashMap<>();
    private final Map<Long, Load> mailboxes = new HashMap<>();
    private final LongMultiMap tags = new LongMultiMap();
    private final Deque<Change> changes = new ArrayDeque<>();
    private final CompletableFuture<Boolean> loaded = new CompletableFuture<>();
    private Load total = Load.NONE;
    private long committed;
    private long last;

    /// A row that was there at the start.
    synchronized void load(Entry entry) {
        put(entry);
        last = Math.max(last, entry.row());
        committed = last;
    }

    /// The table has been read: readers may look.
    void loaded() {
        loaded.complete(true);
    }

    /// The writer has ended; readers need not wait for the table if it was not read.
    void ended() {
        loaded.completeExceptionally(new StorageException("the writer has no connection"));
    }

    /// @throws StorageException if the table could not be read
    void awaitLoaded() {
        try {
            loaded.join();
        } catch (CompletionException e) {
            throw new StorageException("the messages that wait could not be read", e);
        }
    }

    synchronized void add(Entry entry) {
        put(entry);
        last = Math.max(last, entry.row());
        changes.push(new Change(entry, true));
    }

    synchronized void remove(Entry entry) {
        take(entry);
        changes.push(new Change(entry, false));
    }

    synchronized void commit() {
        changes.clear();
        committed = last;
    }

    synchronized void rollback() {
        while (!changes.isEmpty()) {
            Change change = changes.pop();
            if (change.added()) {
                take(change.entry());
            } else {
                put(change.entry());
            }
        }
        last = committed;
    }

    private void put(Entry entry) {
        devices.computeIfAbsent(entry.device(), device -> new RowQueue()).add(entry.row());
        mailboxes.merge(entry.mailbox(), new Load(1, entry.size()), (load, more) -> load.with(1, entry.size()));
        tags.add(key(entry.device(), entry.tag()), entry.row());
        total = total.with(1, entry.size());
    }

    private void take(Entry entry) {
        devices.computeIfPresent(entry.device(), (device, rows) -> {
            rows.remove(entry.row());
            return rows.isEmpty() ? null : rows;
        });
        mailboxes.computeIfPresent(entry.mailbox(), (mailbox, load) -> {
            Load less = load.with(-1, -entry.size());
            return less.messages() == 0 ? null : less;
        });
        tags.remove(key(entry.device(), entry.tag()), entry.row());
        total = total.with(-1, -entry.size());
    }

    /// Rows that may be of this message of the device: the caller looks at their tags.
    synchronized long[] candidates(long device, byte[] tag) {
        return tags.of(key(device, tag));
    }

    synchronized Load load(long mailbox) {
        return mailboxes.getOrDefault(mailbox, Load.NONE);
    }

    /// What waits in all mailboxes together.
    synchronized Load total() {
        return total;
    }

    /// Committed rows of a device behind row `after`, in order, at most `limit`. A reader finds each of them in the
    /// table unless it was deleted meanwhile.
    long[] committed(long device, long after, int limit) {
        awaitLoaded();
        synchronized (this) {
            return between(device, after, committed, limit);
        }
    }

    /// The same with what the running transaction has added.
    synchronized long[] all(long device, long after, int limit) {
        return between(device, after, last, limit);
    }

    private long[] between(long device, long after, long upTo, int limit) {
        @Nullable RowQueue rows = devices.get(device);
        return rows == null ? new long[0] : rows.between(after, upTo, limit);
    }

    /// A tag is a MAC: its digits are as good as random, and nobody outside can choose them.
    private static long key(long device, byte[] tag) {
        return ByteBuffer.wrap(tag).getLong() ^ (device * 0x9E3779B97F4A7C15L);
    }
}
