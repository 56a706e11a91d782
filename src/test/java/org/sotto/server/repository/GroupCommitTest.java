package org.sotto.server.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitTest {
    @TempDir
    Path folder;

    private PlainDatabase database;
    private GroupCommit commits;

    @BeforeEach
    void open() throws Exception {
        database = PlainDatabase.open(folder.resolve("test.db"));
        database.execute("CREATE TABLE things (id INTEGER PRIMARY KEY)");
        commits = new GroupCommit(database.source(), database.turn, PlainDatabase.meters());
    }

    @AfterEach
    void close() {
        commits.close();
    }

    private CompletableFuture<Integer> insert(int id) {
        return commits.submit(1, writer -> {
            var insert = writer.statement("INSERT INTO things VALUES (?)");
            insert.setInt(1, id);
            return insert.executeUpdate();
        });
    }

    private long count() throws SQLException {
        return database.number("SELECT count(*) FROM things");
    }

    @Test
    void completesOnlyWhatAnotherConnectionSees() throws Exception {
        assertEquals(1, insert(1).join());
        assertEquals(1, count());
    }

    @Test
    void leavesTheFileToOthersBetweenBatches() throws Exception {
        assertEquals(1, insert(1).join());
        database.execute("INSERT INTO things VALUES (2)");
        assertEquals(1, insert(3).join());
        assertEquals(3, count());
    }

    @Test
    void waitsForItsTurn() throws Exception {
        CompletableFuture<Integer> done;
        database.turn.lock();
        try {
            done = insert(1);
            assertThrows(java.util.concurrent.TimeoutException.class, () -> done.get(100, TimeUnit.MILLISECONDS));
            assertEquals(0, count());
        } finally {
            database.turn.unlock();
        }
        assertEquals(1, done.join());
    }

    @Test
    void putsWhatWaitsIntoOneTransaction() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<Boolean> first = commits.submit(1, writer -> {
            started.countDown();
            return await(go);
        });
        started.await();
        List<CompletableFuture<Integer>> written = new ArrayList<>();
        List<CompletableFuture<Long>> seen = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            written.add(insert(i));
            seen.add(commits.submit(1, writer -> count())); // another connection, inside the same batch
        }
        go.countDown();
        assertTrue(first.join());
        for (CompletableFuture<Long> each : seen) {
            assertEquals(0, each.join(), "nothing is committed before the whole batch");
        }
        written.forEach(each -> assertEquals(1, each.join()));
        assertEquals(10, count());
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void oneFailureFailsNoNeighbour() throws Exception {
        insert(5).join();
        CompletableFuture<Integer> before;
        CompletableFuture<Integer> doubled;
        CompletableFuture<Integer> bug;
        CompletableFuture<Integer> after;
        database.turn.lock();
        try {
            before = insert(4);
            doubled = insert(5);
            bug = commits.submit(1, writer -> {
                throw new IllegalStateException("a bug");
            });
            after = insert(6);
        } finally {
            database.turn.unlock();
        }
        assertEquals(1, before.join());
        assertEquals(1, after.join());
        for (var failed : List.of(doubled, bug)) {
            var thrown = assertThrows(CompletionException.class, failed::join);
            assertInstanceOf(StorageException.class, thrown.getCause());
        }
        assertEquals(3, count());
    }

    @Test
    void aStatementThatFailedIsGoodAgain() throws Exception {
        assertEquals(1, insert(1).join());
        database.execute("ALTER TABLE things RENAME TO away");
        assertThrows(CompletionException.class, () -> insert(2).join());
        database.execute("ALTER TABLE away RENAME TO things");
        assertEquals(1, insert(3).join());
    }

    @Test
    void refusesWhatItHasNoRoomFor() {
        CompletableFuture<Integer> large;
        database.turn.lock();
        try {
            large = commits.submit(GroupCommit.MAX_WAITING, writer -> 1);
            assertThrows(StorageException.class, () -> insert(1));
        } finally {
            database.turn.unlock();
        }
        assertEquals(1, large.join());
        assertEquals(1, insert(1).join(), "there is room again");
    }

    @Test
    void writesWhatWaitsBeforeItStops() throws Exception {
        List<CompletableFuture<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            all.add(insert(i));
        }
        commits.close();
        all.forEach(each -> assertFalse(each.isCompletedExceptionally()));
        assertEquals(1000, count());
        assertThrows(StorageException.class, () -> insert(1000));
    }
}
