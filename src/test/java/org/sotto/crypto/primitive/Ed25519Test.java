package org.sotto.crypto.primitive;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sotto.support.Refusal.filled;
import static org.sotto.support.Refusal.flip;
import static org.sotto.support.Refusal.replace;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sotto.crypto.InvalidPublicKeyException;
import org.sotto.support.Wycheproof;
import org.sotto.support.Wycheproof.Row;

/// [SodiumEd25519Test] runs the same against libsodium.
class Ed25519Test {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] MESSAGE = "a message".getBytes(US_ASCII);

    private final SignatureEngine engine = implementation().signature();
    private final byte[] seed = Ed25519.generatePrivate(new SecureRandom());
    private final byte[] publicKey = Ed25519.publicKey(engine, seed);

    Implementation implementation() {
        return Implementation.JAVA;
    }

    @Test
    void wycheproof() {
        int verified = 0;
        int refused = 0;
        for (Row row : Wycheproof.rows("ed25519_test.json")) {
            byte[] key = HEX.parseHex(row.group().get("publicKey").get("pk").asText());
            assertEquals(row.isValid(), Ed25519.verify(engine, key, row.bytes("msg"), row.bytes("sig")), row::toString);
            if (row.isValid()) {
                verified++;
            } else {
                refused++;
            }
        }
        assertTrue(verified > 0 && refused > 0);
    }

    /// RFC 8032, 7.1, test 2.
    @Test
    void signsTheVectorOfTheRfc() {
        byte[] rfcSeed = HEX.parseHex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
        assertEquals(
                "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
                HEX.formatHex(Ed25519.publicKey(engine, rfcSeed)));
        assertEquals(
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
                HEX.formatHex(Ed25519.sign(engine, rfcSeed, new byte[] {0x72})));
    }

    @Test
    void refusesEveryFlippedByte() {
        byte[] signature = Ed25519.sign(engine, seed, MESSAGE);
        assertTrue(Ed25519.verify(engine, publicKey, MESSAGE, signature));
        for (int i = 0; i < signature.length; i++) {
            assertFalse(Ed25519.verify(engine, publicKey, MESSAGE, flip(signature, i)));
        }
        for (int i = 0; i < MESSAGE.length; i++) {
            assertFalse(Ed25519.verify(engine, publicKey, flip(MESSAGE, i), signature));
        }
        assertFalse(Ed25519.verify(engine, publicKey, MESSAGE, Arrays.copyOf(signature, 63)));
        assertFalse(Ed25519.verify(engine, publicKey, MESSAGE, Arrays.copyOf(signature, 65)));
    }

    /// A signature with R = the neutral element satisfies the equation; in its other two encodings it is refused.
    @Test
    void refusesANonCanonicalR() {
        byte[] canonical = replace(new byte[32], 0, (byte) 1);
        byte[] plusP = replace(filled(32, 0xff), 0, (byte) 0xee);
        plusP[31] = 0x7f;
        byte[] signBit = replace(canonical, 31, (byte) 0x80);
        assertTrue(Ed25519.verify(engine, publicKey, MESSAGE, signWithNeutral(canonical)));
        assertFalse(Ed25519.verify(engine, publicKey, MESSAGE, signWithNeutral(plusP)));
        assertFalse(Ed25519.verify(engine, publicKey, MESSAGE, signWithNeutral(signBit)));
    }

    @Test
    void refusesAnSThatIsNotBelowTheOrder() {
        byte[] order = HEX.parseHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
        byte[] signature = Ed25519.sign(engine, seed, MESSAGE);
        byte[] shifted = signature.clone();
        int carry = 0;
        for (int i = 0; i < 32; i++) {
            carry += (signature[32 + i] & 0xff) + (order[i] & 0xff);
            shifted[32 + i] = (byte) carry;
            carry >>= 8;
        }
        assertFalse(Ed25519.verify(engine, publicKey, MESSAGE, shifted));
        assertFalse(Ed25519.verify(engine, publicKey, MESSAGE, replace(signature, 32, order)));
    }

    /// Under such a key, s = 0 and R = the neutral element verify any message whose hash is a multiple of 8.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0100000000000000000000000000000000000000000000000000000000000000",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000080",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa"
            })
    void refusesTheEightKeysOfSmallOrder(String encoded) {
        byte[] key = HEX.parseHex(encoded);
        byte[] signature = new byte[64];
        signature[0] = 1;
        int tried = 0;
        for (int i = 0; i < 64; i++) {
            byte[] message = {(byte) i};
            byte[] h = Ristretto.reduceWide(Hash.sha512(Arrays.copyOf(signature, 32), key, message));
            if (h[0] % 8 == 0) {
                assertFalse(Ed25519.verify(engine, key, message, signature));
                tried++;
            }
        }
        assertTrue(tried > 0);
        assertThrows(InvalidPublicKeyException.class, () -> Ed25519.checkPublic(key));
    }

    @Test
    void refusesKeysThatAreNotCanonicalPoints() {
        for (int low = 0xed; low <= 0xff; low++) {
            for (int high : new int[] {0x7f, 0xff}) {
                byte[] key = replace(filled(32, 0xff), 0, (byte) low);
                key[31] = (byte) high;
                refused(key);
            }
        }
        refused(new byte[31]);
        refused(new byte[33]);
        refused(replace(replace(new byte[32], 0, (byte) 1), 31, (byte) 0x80));
        byte[] notOnTheCurve = replace(new byte[32], 0, (byte) 2);
        refused(notOnTheCurve);
        Ed25519.checkPublic(publicKey);
    }

    /// Signatures under a key with a part of order 8 or 2, of a message whose hash is no multiple of it: they satisfy
    /// the
    /// equation with the cofactor only. One answer from all implementations, so that no two devices differ.
    @ParameterizedTest
    @CsvSource({
        "b7155e751d5c5dd2bdd141249b4cdddb06ecc7baee5b8b6a9aae3f9807bd8cab, 0000,"
                + "a74fb8194e604acce6c8c211eea72ac7d6f709dc9f74850491ef2807885c2f1d"
                + "ab9889aaa993f29682cd90966f3077e04347bf2137db3355019bce7eae9cc309",
        "ba976e97244463cdb8d1202dda95cc82c0569f86a92e456e1552511d0da4630d, 0000,"
                + "059caae6dc6d0b865c4ef9e38569643884f3012f0dec10d462456c217a62d3f4"
                + "6cc2fe9627959fa4130d6495c567218558e1300099c3e18c6dc3ca0b3c62e00b"
    })
    void verifiesWithTheCofactor(String key, String message, String signature) {
        byte[] good = HEX.parseHex(signature);
        assertTrue(Ed25519.verify(engine, HEX.parseHex(key), HEX.parseHex(message), good));
        assertFalse(Ed25519.verify(engine, HEX.parseHex(key), HEX.parseHex(message), flip(good, 40)));
    }

    /// Long ones go another way than short ones.
    @ParameterizedTest
    @ValueSource(ints = {Sodium.LONGEST, Sodium.LONGEST + 1})
    void signsLongMessages(int length) {
        byte[] message = filled(length, 7);
        byte[] signature = Ed25519.sign(engine, seed, message);
        assertArrayEquals(new BouncySignature().sign(seed, message), signature);
        assertTrue(Ed25519.verify(engine, publicKey, message, signature));
        assertFalse(Ed25519.verify(engine, publicKey, flip(message, length - 1), signature));
    }

    @Test
    void refusesSeedsOfOtherSizes() {
        assertThrows(IllegalArgumentException.class, () -> Ed25519.publicKey(engine, new byte[31]));
        assertThrows(IllegalArgumentException.class, () -> Ed25519.sign(engine, new byte[64], MESSAGE));
    }

    /// r = 0, so s = h a.
    private byte[] signWithNeutral(byte[] encodedR) {
        byte[] a = Arrays.copyOf(Hash.sha512(seed), 32);
        a[0] &= (byte) 0xf8;
        a[31] &= 0x7f;
        a[31] |= 0x40;
        byte[] reducedA = Ristretto.reduceWide(Arrays.copyOf(a, 64));
        byte[] h = Ristretto.reduceWide(Hash.sha512(encodedR, publicKey, MESSAGE));
        byte[] s = Ristretto.multiplyAdd(h, reducedA, new byte[32]);
        return replace(Arrays.copyOf(encodedR, 64), 32, s);
    }

    private void refused(byte[] key) {
        assertThrows(InvalidPublicKeyException.class, () -> Ed25519.checkPublic(key));
        assertFalse(Ed25519.verify(engine, key, MESSAGE, Ed25519.sign(engine, seed, MESSAGE)));
    }
}
