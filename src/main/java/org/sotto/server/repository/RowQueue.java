package org.sotto.server.repository;

import java.util.Arrays;

/// Rows in ascending order: added at the end, mostly removed at the front. Eight bytes a row. Not thread-safe.
final class RowQueue {
    private long[] rows = new long[4];
    private int head;
    private int tail;

    /// At the end, but for a row whose removal is undone.
    void add(long row) {
        makeRoom();
        int place = tail;
        while (place > head && rows[place - 1] > row) {
            rows[place] = rows[place - 1];
            place--;
        }
        rows[place] = row;
        tail++;
    }

    private void makeRoom() {
        if (tail < rows.length) {
            return;
        }
        int size = tail - head;
        long[] target = size > rows.length / 2 ? new long[2 * rows.length] : rows;
        System.arraycopy(rows, head, target, 0, size);
        rows = target;
        head = 0;
        tail = size;
    }

    void remove(long row) {
        int place = Arrays.binarySearch(rows, head, tail, row);
        if (place < 0) {
            return;
        }
        if (place - head < tail - place) {
            System.arraycopy(rows, head, rows, head + 1, place - head);
            head++;
        } else {
            System.arraycopy(rows, place + 1, rows, place, tail - place - 1);
            tail--;
        }
    }

    /// At most `limit` rows above `after` and not above `last`.
    long[] between(long after, long last, int limit) {
        int start = insertion(after);
        int end = Math.min(insertion(last), start + limit);
        return end <= start ? new long[0] : Arrays.copyOfRange(rows, start, end);
    }

    /// Where the first row above `row` stands, or would.
    private int insertion(long row) {
        int place = Arrays.binarySearch(rows, head, tail, row);
        return place < 0 ? -place - 1 : place + 1;
    }

    boolean isEmpty() {
        return head == tail;
    }
}
