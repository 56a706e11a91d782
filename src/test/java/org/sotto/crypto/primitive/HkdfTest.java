package org.sotto.crypto.primitive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.sotto.support.Wycheproof;
import org.sotto.support.Wycheproof.Row;

class HkdfTest {
    private static final byte[] IKM = {1, 2, 3};
    private static final byte[] INFO = {4, 5};

    @Test
    void wycheproofSha512() {
        check(Hmac.SHA_512, "hkdf_sha512_test.json");
    }

    @Test
    void wycheproofSha256() {
        check(Hmac.SHA_256, "hkdf_sha256_test.json");
    }

    @Test
    void anAbsentSaltIsSixtyFourZeroBytes() {
        byte[] absent = Hkdf.derive(null, IKM, INFO, 64);
        assertArrayEquals(Hkdf.derive(new byte[64], IKM, INFO, 64), absent);
        assertArrayEquals(Hkdf.derive(new byte[0], IKM, INFO, 64), absent);
    }

    @Test
    void refusesLengthsThatItCannotGive() {
        assertEquals(1, Hkdf.derive(null, IKM, INFO, 1).length);
        assertEquals(16_320, Hkdf.derive(null, IKM, INFO, 16_320).length);
        assertThrows(IllegalArgumentException.class, () -> Hkdf.derive(null, IKM, INFO, 0));
        assertThrows(IllegalArgumentException.class, () -> Hkdf.derive(null, IKM, INFO, 16_321));
    }

    private static void check(Hmac hmac, String file) {
        int derived = 0;
        int refused = 0;
        for (Row row : Wycheproof.rows(file)) {
            int size = row.test().get("size").asInt();
            if (row.isValid()) {
                byte[] out = Hkdf.derive(hmac, row.bytes("salt"), row.bytes("ikm"), row.bytes("info"), size);
                assertArrayEquals(row.bytes("okm"), out, row::toString);
                derived++;
            } else {
                assertThrows(
                        IllegalArgumentException.class,
                        () -> Hkdf.derive(hmac, row.bytes("salt"), row.bytes("ikm"), row.bytes("info"), size),
                        row::toString);
                refused++;
            }
        }
        assertTrue(derived > 0 && refused > 0);
    }
}
