package org.sotto.server.repository;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageRepositoryTest extends StoredMessages {
    @Test
    void storesOnceUnderOneIdAndSaysConflictForOtherBytes() throws Exception {
        assertEquals(new StoreResult.Stored(1, 1), store(1, 7, 1, 2, 3));
        assertEquals(new StoreResult.Known(), store(1, 7, 1, 2, 3));
        assertEquals(new StoreResult.Conflict(), store(1, 7, 1, 2, 4));
        assertEquals(new StoreResult.Stored(2, 2), store(2, 7, 1, 2, 4), "another mailbox has ids of its own");
        assertEquals(2, database.number("SELECT count(*) FROM pending_messages"));
    }

    @Test
    void sealsEachRowForItsNumber() {
        store(1, 7, 9);
        store(1, 8, 9);
        assertArrayEquals(
                new byte[] {9, 2}, messages.page(1, 1, 10).messages().getFirst().sealed());
        assertEquals(3_600_000, messages.page(1, 1, 10).messages().getFirst().received());
    }

    @Test
    void storesNothingWithoutMailboxOrRight() throws Exception {
        assertEquals(new StoreResult.Refused(), store(3, 7, 1));
        PlainParcel parcel = PlainParcel.of(1, 7, new byte[1]);
        PlainParcel wrongSecret = new PlainParcel(1, parcel.tag(), parcel.blob(), Parcel.Verdict.WRONG_SECRET);
        assertEquals(
                new StoreResult.Refused(),
                messages.store(wrongSecret, result -> {}).join());
        PlainParcel wrongType = new PlainParcel(1, parcel.tag(), parcel.blob(), Parcel.Verdict.WRONG_TYPE);
        assertEquals(
                new StoreResult.WrongType(),
                messages.store(wrongType, result -> {}).join());
        assertEquals(0, database.number("SELECT count(*) FROM pending_messages"));
    }

    @Test
    void pagesInOrderOfArrival() {
        store(1, 1, 0);
        store(2, 2, 0);
        store(1, 3, 0);
        store(1, 4, 0);
        assertEquals(List.of(1L, 3L), rows(1, 0, 2));
        assertEquals(List.of(4L), rows(1, 3, 2));
        assertEquals(List.of(), rows(1, 4, 2));
        assertEquals(List.of(2L), rows(2, 0, 2));
    }

    @Test
    void endsAPageEarlyWhenItsBlobsAreLarge() throws Exception {
        MessageRepository wide = new MessageRepository(commits, database.source(), new Quota(100, Long.MAX_VALUE));
        for (int id = 0; id < 4; id++) {
            wide.store(PlainParcel.of(1, id, new byte[1 << 20]), result -> {}).join();
        }
        assertEquals(List.of(1L, 2L), rows(1, 0, 100));
        assertTrue(messages.page(1, 0, 100).more());
    }

    @Test
    void countsMessagesUpToTheQuota() throws Exception {
        for (int id = 1; id <= 3; id++) {
            assertEquals(new StoreResult.Stored(1, id), store(1, id, 0));
        }
        assertEquals(new StoreResult.Full(), store(1, 4, 0));
        assertEquals(new StoreResult.Known(), store(1, 3, 0), "what waits already is no new message");
        assertEquals(new StoreResult.Stored(2, 4), store(2, 4, 0));
        assertEquals(1, acknowledge(1, 2));
        assertEquals(new StoreResult.Stored(1, 5), store(1, 4, 0));
        assertEquals(3, load(1).messages());
    }

    @Test
    void countsBytesUpToTheQuota() throws Exception {
        assertEquals(new StoreResult.Stored(1, 1), store(1, 1, new int[299]));
        assertEquals(new StoreResult.Full(), store(1, 2, new int[2]));
        assertEquals(new StoreResult.Stored(1, 2), store(1, 2, new int[1]));
        assertEquals(300, load(1).bytes());
        assertEquals(2, acknowledge(1, 1, 2));
        assertEquals(0, load(1).bytes());
    }

    @Test
    void acknowledgesOnlyTheOwnersMessages() {
        store(1, 1, 0);
        store(2, 1, 0);
        assertEquals(0, acknowledge(2, 9));
        assertEquals(1, acknowledge(2, 1, 1, 9));
        assertEquals(List.of(1L), rows(1, 0, 9));
        assertEquals(List.of(), rows(2, 0, 9));
    }

    @Test
    void expiresTheOldestFirst() throws Exception {
        for (int id = 1; id <= 3; id++) {
            store(1, id, 0);
        }
        assertEquals(0, messages.expire(3_600_000, 10).join());
        database.execute("UPDATE pending_messages SET received = 3600001 WHERE id = 3");
        assertEquals(1, messages.expire(3_600_001, 1).join());
        assertEquals(1, messages.expire(3_600_001, 10).join());
        assertEquals(List.of(3L), rows(1, 0, 9));
        assertEquals(1, load(1).messages());
    }

    @Test
    void discardsInStepsAndCountsWhatIsLeft() throws Exception {
        database.addMailbox(3, 1);
        for (int id = 1; id <= 3; id++) {
            store(1, id, 0);
            store(2, id, 0);
            store(3, id, 0);
        }
        Waiting one = new Waiting(1, OptionalLong.of(3));
        assertEquals(OptionalLong.of(6), messages.discard(one, 0, 4).join());
        assertEquals(1, load(3).messages());
        assertEquals(OptionalLong.empty(), messages.discard(one, 6, 4).join());
        assertEquals(List.of(1L, 4L, 7L), rows(1, 0, 9), "the device's other mailbox");
        assertEquals(OptionalLong.of(4), messages.discard(Waiting.of(1), 0, 2).join());
        assertEquals(OptionalLong.empty(), messages.discard(Waiting.of(1), 4, 2).join());
        assertEquals(List.of(), rows(1, 0, 9));
        assertEquals(PendingIndex.Load.NONE, load(1));
        assertEquals(List.of(2L, 5L, 8L), rows(2, 0, 9), "another device");
    }

    @Test
    void keepsTheOrderOfTheCalls() {
        MessageRepository wide = new MessageRepository(commits, database.source(), new Quota(1000, 1000));
        List<CompletableFuture<StoreResult>> results = new ArrayList<>();
        List<StoreResult> committed = Collections.synchronizedList(new ArrayList<>());
        for (int id = 1; id <= 600; id++) {
            results.add(wide.store(PlainParcel.of(1, id, new byte[1]), committed::add));
        }
        List<StoreResult> joined = results.stream().map(CompletableFuture::join).toList();
        assertEquals(joined, committed);
        for (int id = 1; id <= 600; id++) {
            assertEquals(new StoreResult.Stored(1, id), joined.get(id - 1));
        }
    }

    @Test
    void saysWhetherThereIsMore() {
        store(1, 1, 0);
        assertFalse(messages.page(1, 0, 1).more());
        store(1, 2, 0);
        assertTrue(messages.page(1, 0, 1).more());
        assertFalse(messages.page(1, 0, 2).more());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                MessageWriter.MAILBOX,
                MessageWriter.SEALED,
                MessageWriter.ENTRY,
                MessageWriter.ACKNOWLEDGE,
                MessageWriter.DELETE,
                MessageRepository.ROW
            })
    void costsTheSameAtAnyDepth(String sql) throws Exception {
        String plan = database.plan(sql);
        assertFalse(plan.contains("SCAN"), plan);
        assertFalse(plan.contains("TEMP B-TREE"), plan);
        assertTrue(plan.contains("SEARCH"), plan);
    }

    @Test
    void looksOnlyAtTheOldestWhenExpiring() throws Exception {
        // a walk along the table itself, which the limit and the first young message end
        assertEquals("SCAN pending_messages\n", database.plan(MessageWriter.OLDEST));
    }
}
