package org.sotto.crypto.primitive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.sotto.support.Wycheproof;
import org.sotto.support.Wycheproof.Row;

class MacTest {
    @Test
    void wycheproof() {
        int matched = 0;
        int refused = 0;
        for (Row row : Wycheproof.rows("hmac_sha256_test.json")) {
            int size = row.group().get("tagSize").asInt() / 8;
            byte[] mac = Arrays.copyOf(Mac.hmacSha256(row.bytes("key"), row.bytes("msg")), size);
            assertEquals(row.isValid(), Mac.equal(row.bytes("tag"), mac), row::toString);
            if (row.isValid()) {
                matched++;
            } else {
                refused++;
            }
        }
        assertTrue(matched > 0 && refused > 0);
    }

    /// RFC 4231, test case 2.
    @Test
    void authenticatesTheConcatenationOfItsParts() {
        byte[] key = "Jefe".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        byte[] whole = "what do ya want for nothing?".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        byte[] expected = HexFormat.of().parseHex("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        assertArrayEquals(expected, Mac.hmacSha256(key, whole));
        assertArrayEquals(
                expected,
                Mac.hmacSha256(key, Arrays.copyOf(whole, 7), new byte[0], Arrays.copyOfRange(whole, 7, whole.length)));
    }

    @Test
    void comparesContentAndLength() {
        assertTrue(Mac.equal(new byte[] {1, 2}, new byte[] {1, 2}));
        assertFalse(Mac.equal(new byte[] {1, 2}, new byte[] {1, 3}));
        assertFalse(Mac.equal(new byte[] {1, 2}, new byte[] {1, 2, 0}));
    }

    @Test
    void theMaskOfTwoThatDifferInAnyBitIsZero() {
        byte[] one = new byte[Mac.SIZE];
        Arrays.fill(one, (byte) 0x5a);
        assertEquals(-1, Mac.equalMask(one, one.clone()));
        for (int bit = 0; bit < 8 * Mac.SIZE; bit++) {
            byte[] other = one.clone();
            other[bit / 8] ^= (byte) (1 << bit % 8);
            assertEquals(0, Mac.equalMask(one, other), "bit " + bit);
        }
        assertThrows(IllegalArgumentException.class, () -> Mac.equalMask(one, new byte[Mac.SIZE - 1]));
    }
}
