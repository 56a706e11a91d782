package org.sotto.crypto.primitive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sotto.support.Refusal.filled;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.InvalidPublicKeyException;
import org.sotto.support.Wycheproof;
import org.sotto.support.Wycheproof.Row;

/// [SodiumX25519Test] runs the same against libsodium.
class X25519Test {
    private static final HexFormat HEX = HexFormat.of();
    private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

    private final AgreementEngine engine = implementation().agreement();

    Implementation implementation() {
        return Implementation.JAVA;
    }

    /// "Acceptable" rows leave a choice. Ours: points of the twist are fine, keys that are not below p as 256 bits
    /// and secrets of zeros are refused.
    @Test
    void wycheproof() {
        int agreed = 0;
        int refused = 0;
        for (Row row : Wycheproof.rows("x25519_test.json")) {
            byte[] publicKey = row.bytes("public");
            boolean refuse =
                    littleEndian(publicKey).compareTo(P) >= 0 || Arrays.equals(new byte[32], row.bytes("shared"));
            if (refuse) {
                assertEquals(Wycheproof.Result.ACCEPTABLE, row.result(), row::toString);
                assertThrows(
                        InvalidPublicKeyException.class,
                        () -> X25519.agree(engine, row.bytes("private"), publicKey),
                        row::toString);
                refused++;
            } else {
                assertArrayEquals(
                        row.bytes("shared"), X25519.agree(engine, row.bytes("private"), publicKey), row::toString);
                agreed++;
            }
        }
        assertTrue(agreed > 0 && refused > 0);
    }

    /// RFC 7748, 6.1.
    @Test
    void agreesAsAliceAndBobDoInTheRfc() {
        byte[] alice = HEX.parseHex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a");
        byte[] bob = HEX.parseHex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");
        byte[] alicePublic = X25519.publicKey(engine, alice);
        byte[] bobPublic = X25519.publicKey(engine, bob);
        assertEquals("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a", HEX.formatHex(alicePublic));
        assertEquals("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f", HEX.formatHex(bobPublic));
        byte[] shared = HEX.parseHex("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");
        assertArrayEquals(shared, X25519.agree(engine, alice, bobPublic));
        assertArrayEquals(shared, X25519.agree(engine, bob, alicePublic));
    }

    /// RFC 7748, 5.2: k and u are 9, then u takes the old k and k the result, 1,000 times.
    @Test
    void iteratesToTheResultOfTheRfc() {
        byte[] k = new byte[32];
        k[0] = 9;
        byte[] u = k;
        for (int i = 0; i < 1_000; i++) {
            byte[] next = X25519.agree(engine, k, u);
            u = k;
            k = next;
            if (i == 0) {
                assertEquals("422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079", HEX.formatHex(k));
            }
        }
        assertEquals("684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51", HEX.formatHex(k));
    }

    @Test
    void refusesKeysThatAreNotBelowP() {
        byte[] p = filled(32, 0xff);
        p[0] = (byte) 0xed;
        p[31] = 0x7f;
        byte[] last = p.clone();
        last[0]--;
        X25519.checkPublic(last.clone());
        for (int offset = 0; offset < 19; offset++) {
            byte[] tooLarge = p.clone();
            tooLarge[0] += (byte) offset;
            refused(tooLarge);
        }
        byte[] topBit = new byte[32];
        topBit[0] = 9;
        X25519.checkPublic(topBit.clone());
        topBit[31] = (byte) 0x80;
        refused(topBit);
        refused(new byte[31]);
        refused(new byte[33]);
    }

    /// The low bytes alone do not make a key too large.
    @Test
    void acceptsKeysThatDifferFromPInOneByte() {
        for (int i = 1; i < 32; i++) {
            byte[] key = filled(32, 0xff);
            key[31] = 0x7f;
            key[i]--;
            X25519.checkPublic(key);
        }
    }

    @Test
    void bothSidesAgree() {
        SecureRandom random = new SecureRandom();
        for (int i = 0; i < 20; i++) {
            byte[] a = X25519.generatePrivate(random);
            byte[] b = X25519.generatePrivate(random);
            assertArrayEquals(
                    X25519.agree(engine, a, X25519.publicKey(engine, b)),
                    X25519.agree(engine, b, X25519.publicKey(engine, a)));
        }
    }

    /// Also for keys that were not clamped when they were made.
    @Test
    void aPublicKeyIsTheAgreementWithTheBasePoint() {
        SecureRandom random = new SecureRandom();
        byte[] base = filled(32, 0);
        base[0] = 9;
        byte[] key = new byte[32];
        for (int i = 0; i < 100; i++) {
            assertArrayEquals(X25519.agree(engine, key, base), X25519.publicKey(engine, key));
            random.nextBytes(key);
        }
    }

    @Test
    void refusesPrivateKeysOfOtherSizes() {
        assertThrows(IllegalArgumentException.class, () -> X25519.publicKey(engine, new byte[31]));
        assertThrows(IllegalArgumentException.class, () -> X25519.agree(engine, new byte[33], filled(32, 9)));
    }

    private void refused(byte[] publicKey) {
        assertThrows(InvalidPublicKeyException.class, () -> X25519.checkPublic(publicKey));
        assertThrows(InvalidPublicKeyException.class, () -> X25519.agree(engine, filled(32, 1), publicKey));
    }

    private static BigInteger littleEndian(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return new BigInteger(1, reversed);
    }
}
