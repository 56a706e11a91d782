package org.sotto.client.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sotto.crypto.key.IdentityKeyPair;
import org.sotto.crypto.key.OneTimePreKey;
import org.sotto.crypto.key.OneTimePreKeyPair;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.support.SeededRandom;

/// Which one-time prekeys count as handed out, from how many the server has left.
class PreKeyTableTest {
    @TempDir
    Path folder;

    private final SeededRandom random = new SeededRandom(3);
    private final IdentityKeyPair identity = IdentityKeyPair.generate(random);
    private Database database;

    @BeforeEach
    void create() {
        database = Database.create(folder.resolve("messages.db"), SecretBytes.random(32, random), 1, random);
        database.change(tx -> tx.identities().found(identity));
    }

    @AfterEach
    void close() {
        database.close();
        identity.close();
    }

    private List<OneTimePreKey> add(long first, long last) {
        List<OneTimePreKeyPair> pairs = LongStream.rangeClosed(first, last)
                .mapToObj(id -> OneTimePreKeyPair.generate(identity, id, random))
                .toList();
        database.change(tx -> tx.preKeys().add(0, pairs));
        pairs.forEach(OneTimePreKeyPair::close);
        return pairs.stream().map(OneTimePreKeyPair::record).toList();
    }

    private void upload(long first, long last) {
        List<OneTimePreKey> records = add(first, last);
        database.change(tx -> tx.preKeys().confirm(records));
    }

    /// Those that are there after the ones noted until then are deleted.
    private List<Long> keptAfter(int left, long nowMs, long deleteMs) {
        return database.transact(tx -> {
            tx.preKeys().noteLeft(left, nowMs);
            tx.preKeys().deleteGone(deleteMs);
            return LongStream.rangeClosed(1, 20)
                    .filter(tx.preKeys()::isKnown)
                    .boxed()
                    .toList();
        });
    }

    @Test
    void theNewestAreLeft() {
        upload(1, 4);
        assertEquals(List.of(1L, 2L, 3L, 4L), keptAfter(2, 10, 9), "noted at 10");
        assertEquals(List.of(3L, 4L), keptAfter(2, 20, 10), "and not noted anew");
        upload(5, 6);
        assertEquals(List.of(4L, 5L, 6L), keptAfter(3, 30, 30));
        assertEquals(List.of(), keptAfter(0, 40, 40));
    }

    @Test
    void oneThatWasUsedIsOfTheOldest() {
        upload(1, 4);
        database.change(tx -> tx.preKeys().deleteOneTimePreKey(2));
        assertEquals(List.of(3L, 4L), keptAfter(2, 10, 10));
    }

    @Test
    void anUploadWhoseAnswerWasLostMakesNoneGoTooEarly() {
        upload(1, 2);
        assertEquals(3, add(3, 5).size());
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L), keptAfter(5, 10, 10), "it has arrived, for five are left");
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L), keptAfter(3, 20, 20), "as many as there may be of 3 to 5");
        upload(6, 7);
        assertEquals(List.of(2L, 3L, 4L, 5L, 6L, 7L), keptAfter(3, 30, 30), "one of 3 to 5 is left");
        assertEquals(List.of(6L, 7L), keptAfter(2, 40, 40));
    }

    @Test
    void whatTurnsOutToBeThereStillIsKept() {
        upload(1, 4);
        assertEquals(List.of(1L, 2L, 3L, 4L), keptAfter(1, 10, 0));
        assertEquals(List.of(2L, 3L, 4L), keptAfter(3, 20, 20));
    }
}
