package org.sotto.server.repository;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sotto.server.repository.PendingIndex.Entry;
import org.sotto.server.repository.PendingIndex.Load;

/// Against a list of what waits, which is searched from its beginning.
class PendingIndexTest {
    private static final int STEPS = Boolean.getBoolean("sotto.long") ? 1_000_000 : 20_000;
    private static final int DEVICES = 5;

    private final PendingIndex index = new PendingIndex();
    private List<Entry> committed = new ArrayList<>();
    private List<Entry> present = new ArrayList<>();
    private long row;

    private static byte[] tag(int number) {
        byte[] tag = new byte[16];
        new Random(number).nextBytes(tag);
        return tag;
    }

    private Entry entry(Random random) {
        int device = random.nextInt(DEVICES);
        return new Entry(++row, device, 2L * device + random.nextInt(2), tag(random.nextInt(50)), random.nextInt(1000));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void saysWhatTheListSays(long seed) {
        Random random = new Random(seed);
        index.loaded();
        int rollbacks = 0;
        for (int step = 0; step < STEPS; step++) {
            int dice = random.nextInt(100);
            if (dice < 50) {
                Entry entry = entry(random);
                index.add(entry);
                present.add(entry);
            } else if (dice < 94 && !present.isEmpty()) {
                // mostly the oldest, as recipients do
                Entry entry = present.remove(random.nextInt(4) > 0 ? 0 : random.nextInt(present.size()));
                index.remove(entry);
            } else if (dice < 98) {
                index.commit();
                committed = List.copyOf(present);
            } else {
                index.rollback();
                present = new ArrayList<>(committed);
                row = committed.stream().mapToLong(Entry::row).max().orElse(0);
                rollbacks++;
            }
            if (present.size() > 300) {
                present.forEach(index::remove);
                present.clear();
            }
            compare(random);
        }
        assertTrue(rollbacks > STEPS / 100, rollbacks + " rollbacks");
    }

    private void compare(Random random) {
        int device = random.nextInt(DEVICES);
        byte[] tag = tag(random.nextInt(50));
        long after = row - random.nextInt(300);
        assertArrayEquals(rows(device, after).limit(7).toArray(), index.all(device, after, 7));
        assertArrayEquals(
                present.stream()
                        .filter(entry -> entry.device() == device && Arrays.equals(entry.tag(), tag))
                        .mapToLong(Entry::row)
                        .sorted()
                        .toArray(),
                Arrays.stream(index.candidates(device, tag)).sorted().toArray());
        long mailbox = 2L * device;
        assertEquals(
                present.stream()
                        .filter(entry -> entry.mailbox() == mailbox)
                        .map(entry -> new Load(1, entry.size()))
                        .reduce(Load.NONE, (one, other) -> one.with(other.messages(), other.bytes())),
                index.load(mailbox));
    }

    private java.util.stream.LongStream rows(int device, long after) {
        return present.stream()
                .filter(entry -> entry.device() == device && entry.row() > after)
                .mapToLong(Entry::row)
                .sorted();
    }

    /// A reader that saw a row before its commit would not find it in the table, and go on behind it.
    @Test
    void readersSeeCommittedRowsOnly() {
        index.load(new Entry(1, 1, 1, tag(1), 1));
        index.loaded();
        index.add(new Entry(2, 1, 1, tag(2), 1));
        assertArrayEquals(new long[] {1}, index.committed(1, 0, 9));
        assertArrayEquals(new long[] {1, 2}, index.all(1, 0, 9));
        index.commit();
        assertArrayEquals(new long[] {1, 2}, index.committed(1, 0, 9));
    }

    @Test
    void aWriterThatEndsBeforeItHasReadLetsNobodyWait() {
        index.ended();
        assertThrows(StorageException.class, () -> index.committed(1, 0, 9));
    }
}
