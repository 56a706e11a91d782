package org.sotto.crypto.ratchet;

import java.util.ArrayList;
import java.util.List;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// How many keys of one kind are stored, chain by chain: all that the session keeps of them in its own bytes. Lets the
/// limits be held without reading the rows. Immutable; chains ascend and none is empty.
final class StoredCounts {
    static final StoredCounts EMPTY = new StoredCounts(List.of());

    /// One chain or epoch with stored keys.
    private record Entry(long chain, int count) {}

    private final List<Entry> entries;

    private StoredCounts(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    static StoredCounts decode(ByteReader in) {
        int size = in.u8();
        List<Entry> entries = new ArrayList<>(size);
        long last = -1;
        for (int i = 0; i < size; i++) {
            Entry entry = new Entry(in.u32(), in.u16());
            if (entry.chain <= last || entry.count == 0) {
                throw new MalformedException(Kind.NON_CANONICAL, "session");
            }
            entries.add(entry);
            last = entry.chain;
        }
        return new StoredCounts(entries);
    }

    void encode(ByteWriter out) {
        out.u8(entries.size());
        entries.forEach(entry -> out.u32(entry.chain).u16(entry.count));
    }

    int total() {
        return entries.stream().mapToInt(Entry::count).sum();
    }

    boolean has(long chain) {
        return entries.stream().anyMatch(entry -> entry.chain == chain);
    }

    /// Adds `count` keys to the newest chain, or to one newer than all.
    StoredCounts plus(long chain, int count) {
        if (count == 0) {
            return this;
        }
        List<Entry> next = new ArrayList<>(entries);
        int sum = count;
        if (!next.isEmpty() && next.getLast().chain == chain) {
            sum += next.removeLast().count;
        }
        next.add(new Entry(chain, sum));
        return new StoredCounts(next);
    }

    /// One key less; a chain that is not there stays so.
    StoredCounts minusOne(long chain) {
        return new StoredCounts(entries.stream()
                .map(entry -> entry.chain == chain ? new Entry(chain, entry.count - 1) : entry)
                .filter(entry -> entry.count > 0)
                .toList());
    }

    StoredCounts dropBefore(long chain) {
        if (entries.isEmpty() || entries.getFirst().chain >= chain) {
            return this;
        }
        return new StoredCounts(
                entries.stream().filter(entry -> entry.chain >= chain).toList());
    }

    /// Keeps the newest `max` of the chains before `current`.
    StoredCounts keepOld(int max, long current) {
        long old = entries.stream().filter(entry -> entry.chain < current).count();
        return old <= max ? this : new StoredCounts(entries.subList((int) old - max, entries.size()));
    }

    /// Gives up the oldest keys of the oldest chains until `max` remain.
    StoredCounts evictTo(int max) {
        int excess = total() - max;
        if (excess <= 0) {
            return this;
        }
        List<Entry> next = new ArrayList<>();
        for (Entry entry : entries) {
            int gone = Math.min(excess, entry.count);
            excess -= gone;
            if (gone < entry.count) {
                next.add(new Entry(entry.chain, entry.count - gone));
            }
        }
        return new StoredCounts(next);
    }
}
