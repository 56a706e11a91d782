package org.sotto.server.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/// What the writer has in memory stays in step with the table, over a restart and beside a failure.
class IndexInStepTest extends StoredMessages {
    @Test
    void neverUsesARowNumberTwice() throws Exception {
        store(1, 1, 0);
        store(1, 2, 0);
        acknowledge(1, 1, 2);
        restart();
        assertEquals(new StoreResult.Stored(1, 3), store(1, 3, 0));
    }

    @Test
    void anotherStartFindsWhatWaits() throws Exception {
        store(1, 1, 0, 0);
        store(2, 1, 0);
        store(1, 2, 0);
        acknowledge(1, 1);
        restart();
        assertEquals(List.of(3L), rows(1, 0, 9));
        assertEquals(List.of(2L), rows(2, 0, 9));
        assertEquals(new PendingIndex.Load(1, 1), load(1));
        assertEquals(new StoreResult.Known(), store(1, 2, 0));
        assertEquals(1, acknowledge(2, 1));
    }

    /// A crash between the mailbox and what came into it meanwhile.
    @Test
    void anotherStartDeletesWhatADeletionHasLeft() throws Exception {
        database.addMailbox(3, 1);
        store(1, 1, 0);
        store(3, 2, 0);
        database.execute("DELETE FROM mailboxes WHERE id = 3");
        restart();
        assertEquals(new StoreResult.Stored(1, 3), store(1, 3, 0));
        assertEquals(List.of(1L, 3L), rows(1, 0, 9));
        assertEquals(2, database.number("SELECT count(*) FROM pending_messages"));
    }

    /// Another's failure undoes the batch, and its works are done again one by one.
    @Test
    void aFailureBesideItChangesNothing() throws Exception {
        store(1, 1, 0);
        database.execute("CREATE TRIGGER refusal BEFORE INSERT ON pending_messages WHEN NEW.size = 2"
                + " BEGIN SELECT RAISE(ABORT, 'refused'); END");
        database.turn.lock(); // so that the works are in one batch
        CompletableFuture<StoreResult> before;
        CompletableFuture<StoreResult> bad;
        CompletableFuture<StoreResult> after;
        try {
            before = messages.store(PlainParcel.of(1, 2, new byte[1]), result -> {});
            messages.acknowledge(1, List.of(PlainParcel.of(1, 1, new byte[0]).tag()), deleted -> {});
            bad = messages.store(PlainParcel.of(1, 3, new byte[2]), result -> {});
            after = messages.store(PlainParcel.of(1, 4, new byte[1]), result -> {});
        } finally {
            database.turn.unlock();
        }
        assertEquals(new StoreResult.Stored(1, 2), before.join());
        assertThrows(CompletionException.class, bad::join);
        assertEquals(new StoreResult.Stored(1, 3), after.join());
        assertEquals(List.of(2L, 3L), rows(1, 0, 9));
        assertEquals(new PendingIndex.Load(2, 2), load(1));
    }
}
