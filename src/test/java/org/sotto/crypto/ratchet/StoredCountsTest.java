package org.sotto.crypto.ratchet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException;

final class StoredCountsTest {
    private final StoredCounts three =
            StoredCounts.EMPTY.plus(4, 10).plus(6, 20).plus(9, 5).plus(9, 1);

    @Test
    void addsToTheNewestChain() {
        assertEquals(36, three.total());
        assertTrue(three.has(4) && three.has(6) && three.has(9));
        assertFalse(three.has(5));
    }

    @Test
    void aChainWithoutKeysIsGone() {
        StoredCounts one = StoredCounts.EMPTY.plus(3, 1);
        assertTrue(one.has(3));
        assertFalse(one.minusOne(3).has(3));
        assertEquals(36, three.minusOne(5).total());
    }

    @Test
    void evictsTheOldestOfTheOldestChainDownToTheLimit() {
        assertEquals(three, three.evictTo(36));
        assertEquals(35, three.evictTo(35).total());
        assertTrue(three.evictTo(27).has(4));
        assertFalse(three.evictTo(26).has(4));
        assertEquals(0, three.evictTo(0).total());
    }

    @Test
    void keepsTheNewestOfTheOldChains() {
        assertEquals(three, three.keepOld(2, 9));
        assertFalse(three.keepOld(1, 9).has(4));
        assertTrue(three.keepOld(1, 9).has(9), "the current chain is not an old one");
        assertFalse(three.keepOld(2, 10).has(4));
    }

    @Test
    void dropsWhatIsBeforeAChain() {
        assertEquals(three, three.dropBefore(4));
        assertEquals(26, three.dropBefore(5).total());
        assertEquals(26, three.dropBefore(6).total());
        assertEquals(three, three.dropBefore(-7));
    }

    @Test
    void readsWhatItWrites() {
        byte[] bytes = encode(three);
        assertEquals(1 + 3 * 6, bytes.length);
        assertArrayEquals(bytes, encode(StoredCounts.decode(new ByteReader(bytes, "counts"))));
    }

    @Test
    void refusesChainsOutOfOrderAndEmptyOnes() {
        refuse(new ByteWriter(20).u8(2).u32(4).u16(1).u32(4).u16(1));
        refuse(new ByteWriter(20).u8(2).u32(4).u16(1).u32(3).u16(1));
        refuse(new ByteWriter(20).u8(1).u32(4).u16(0));
        refuse(new ByteWriter(20).u8(2).u32(4).u16(1));
    }

    private static void refuse(ByteWriter bytes) {
        ByteReader in = new ByteReader(bytes.toByteArray(), "counts");
        assertThrows(MalformedException.class, () -> StoredCounts.decode(in));
    }

    private static byte[] encode(StoredCounts counts) {
        ByteWriter out = new ByteWriter(64);
        counts.encode(out);
        return out.toByteArray();
    }
}
