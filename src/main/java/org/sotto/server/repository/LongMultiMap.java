package org.sotto.server.repository;

import java.util.Arrays;

/// Longs by keys that are evenly spread already, such as the digits of a MAC; a key may have several values. Sixteen
/// bytes an entry, at most two thirds full. Open addressing with linear probing, and deletion by shifting back (Knuth,
/// The Art of Computer Programming 3, 6.4, algorithm R), so nothing is left behind. Not thread-safe.
final class LongMultiMap {
    private static final int FIRST_CAPACITY = 1 << 10;

    private long[] keys = new long[FIRST_CAPACITY];
    private long[] values = new long[FIRST_CAPACITY]; // 0 where there is none
    private int size;

    /// @param value above 0
    void add(long key, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException("values are above 0");
        }
        if (3 * (size + 1) > 2 * keys.length) {
            grow();
        }
        put(key, value);
        size++;
    }

    private void put(long key, long value) {
        int place = home(key);
        while (values[place] != 0) {
            place = next(place);
        }
        keys[place] = key;
        values[place] = value;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldValues = values;
        keys = new long[2 * oldKeys.length];
        values = new long[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] != 0) {
                put(oldKeys[i], oldValues[i]);
            }
        }
    }

    /// Removes one entry.
    ///
    /// @return false if there is none
    boolean remove(long key, long value) {
        for (int place = home(key); values[place] != 0; place = next(place)) {
            if (keys[place] == key && values[place] == value) {
                empty(place);
                size--;
                return true;
            }
        }
        return false;
    }

    /// Moves into the gap whatever could not be found behind it.
    private void empty(int start) {
        int gap = start;
        for (int place = next(gap); values[place] != 0; place = next(place)) {
            int distance = (place - home(keys[place])) & mask();
            if (distance >= ((place - gap) & mask())) {
                keys[gap] = keys[place];
                values[gap] = values[place];
                gap = place;
            }
        }
        values[gap] = 0;
    }

    /// The values of a key, in no order.
    long[] of(long key) {
        long[] found = new long[1];
        int count = 0;
        for (int place = home(key); values[place] != 0; place = next(place)) {
            if (keys[place] == key) {
                found = count == found.length ? Arrays.copyOf(found, 2 * count) : found;
                found[count++] = values[place];
            }
        }
        return count == found.length ? found : Arrays.copyOf(found, count);
    }

    int size() {
        return size;
    }

    private int home(long key) {
        return (int) (key ^ (key >>> 32)) & mask();
    }

    private int next(int place) {
        return (place + 1) & mask();
    }

    private int mask() {
        return keys.length - 1;
    }
}
