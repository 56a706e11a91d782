package org.sotto.crypto.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sotto.support.Refusal.filled;
import static org.sotto.support.Refusal.malformed;

import org.junit.jupiter.api.Test;
import org.sotto.wire.MalformedException.Kind;

class FingerprintTest {
    @Test
    void areComparedByContentAndUnsigned() {
        Fingerprint low = new Fingerprint(filled(32, 0x7f));
        Fingerprint high = new Fingerprint(filled(32, 0x80));
        assertTrue(low.compareTo(high) < 0);
        assertEquals(0, low.compareTo(Fingerprint.decode(filled(32, 0x7f))));
        assertEquals(low, new Fingerprint(filled(32, 0x7f)));
        assertEquals(low.hashCode(), new Fingerprint(filled(32, 0x7f)).hashCode());
        assertFalse(low.equals(high));
        assertEquals("7f".repeat(32), low.toString());
    }

    @Test
    void cannotBeChangedFromOutside() {
        byte[] bytes = filled(32, 1);
        Fingerprint fingerprint = new Fingerprint(bytes);
        bytes[0] = 2;
        fingerprint.bytes()[0] = 3;
        assertEquals(new Fingerprint(filled(32, 1)), fingerprint);
    }

    @Test
    void areThirtyTwoBytes() {
        malformed(Kind.WRONG_LENGTH, () -> Fingerprint.decode(new byte[31]));
        malformed(Kind.WRONG_LENGTH, () -> Fingerprint.decode(new byte[33]));
        assertThrows(IllegalArgumentException.class, () -> new Fingerprint(new byte[31]));
    }
}
