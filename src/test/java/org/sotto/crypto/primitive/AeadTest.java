package org.sotto.crypto.primitive;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sotto.support.Refusal.filled;
import static org.sotto.support.Refusal.flip;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sotto.crypto.AuthenticationFailedException;
import org.sotto.support.Wycheproof;
import org.sotto.support.Wycheproof.Row;

/// [SodiumAeadTest] runs the same against libsodium.
class AeadTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] KEY = HEX.parseHex("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f");
    private static final byte[] NONCE = HEX.parseHex("404142434445464748494a4b4c4d4e4f5051525354555657");
    private static final byte[] AD = HEX.parseHex("50515253c0c1c2c3c4c5c6c7");
    private static final byte[] PLAINTEXT = ("Ladies and Gentlemen of the class of '99: If I could offer you only one "
                    + "tip for the future, sunscreen would be it.")
            .getBytes(US_ASCII);
    private static final byte[] SEALED = HEX.parseHex("bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb"
            + "731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e"
            + "3f3fac2bc369488f76b2383565d3fff921f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780a"
            + "cf49");

    private final AeadEngine engine = implementation().aead();

    Implementation implementation() {
        return Implementation.JAVA;
    }

    @Test
    void sealsTheVectorOfTheDraft() {
        assertArrayEquals(SEALED, Aead.seal(engine, KEY, NONCE, AD, PLAINTEXT));
        assertArrayEquals(PLAINTEXT, Aead.open(engine, KEY, NONCE, AD, SEALED));
    }

    @Test
    void wycheproof() {
        int opened = 0;
        int refused = 0;
        int badNonces = 0;
        for (Row row : Wycheproof.rows("xchacha20_poly1305_test.json")) {
            byte[] key = row.bytes("key");
            byte[] nonce = row.bytes("iv");
            byte[] ad = row.bytes("aad");
            byte[] ciphertext = HEX.parseHex(HEX.formatHex(row.bytes("ct")) + HEX.formatHex(row.bytes("tag")));
            if (row.isValid()) {
                assertArrayEquals(ciphertext, Aead.seal(engine, key, nonce, ad, row.bytes("msg")), row::toString);
                assertArrayEquals(row.bytes("msg"), Aead.open(engine, key, nonce, ad, ciphertext), row::toString);
                opened++;
            } else if (nonce.length == Aead.NONCE) {
                assertThrows(
                        AuthenticationFailedException.class,
                        () -> Aead.open(engine, key, nonce, ad, ciphertext),
                        row::toString);
                refused++;
            } else {
                byte[] message = row.bytes("msg");
                assertThrows(
                        IllegalArgumentException.class,
                        () -> Aead.seal(engine, key, nonce, ad, message),
                        row::toString);
                badNonces++;
            }
        }
        assertTrue(opened > 0 && refused > 0 && badNonces > 0);
    }

    @Test
    void derivesTheSubkeyOfTheDraft() {
        byte[] key = HEX.parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
        byte[] nonce = HEX.parseHex("000000090000004a0000000031415927");
        assertArrayEquals(
                HEX.parseHex("82413b4227b27bfed30e42508a877d73a0f9e4d58a74a853c12ec41326d3ecdc"),
                HChaCha20.subkey(key, nonce));
    }

    @Test
    void refusesEveryFlippedByte() {
        for (int i = 0; i < SEALED.length; i++) {
            byte[] damaged = flip(SEALED, i);
            assertThrows(AuthenticationFailedException.class, () -> Aead.open(engine, KEY, NONCE, AD, damaged));
        }
        for (int i = 0; i < NONCE.length; i++) {
            byte[] nonce = flip(NONCE, i);
            assertThrows(AuthenticationFailedException.class, () -> Aead.open(engine, KEY, nonce, AD, SEALED));
        }
        for (int i = 0; i < AD.length; i++) {
            byte[] ad = flip(AD, i);
            assertThrows(AuthenticationFailedException.class, () -> Aead.open(engine, KEY, NONCE, ad, SEALED));
        }
    }

    /// Long inputs may go another way than short ones.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2_048, 4_084, 4_085, 70_000})
    void sealsTheSameAtEveryLength(int length) {
        byte[] plaintext = filled(length, 5);
        byte[] sealed = Aead.seal(engine, KEY, NONCE, AD, plaintext);
        assertArrayEquals(new JdkAead().seal(KEY, NONCE, AD, plaintext), sealed);
        assertArrayEquals(plaintext, Aead.open(engine, KEY, NONCE, AD, sealed));
        byte[] damaged = flip(sealed, length);
        assertThrows(AuthenticationFailedException.class, () -> Aead.open(engine, KEY, NONCE, AD, damaged));
    }

    @Test
    void refusesWhatIsShorterThanATag() {
        for (int length = 0; length < Aead.TAG; length++) {
            byte[] cut = Arrays.copyOf(SEALED, length);
            assertThrows(AuthenticationFailedException.class, () -> Aead.open(engine, KEY, NONCE, AD, cut));
        }
    }

    @Test
    void refusesKeysAndNoncesOfOtherSizes() {
        byte[] shortKey = new byte[31];
        byte[] shortNonce = new byte[12];
        assertThrows(IllegalArgumentException.class, () -> Aead.seal(engine, shortKey, NONCE, AD, PLAINTEXT));
        assertThrows(IllegalArgumentException.class, () -> Aead.seal(engine, KEY, shortNonce, AD, PLAINTEXT));
        assertThrows(IllegalArgumentException.class, () -> Aead.stream(KEY, shortNonce, PLAINTEXT));
    }

    /// The AEAD's keystream starts one block behind that of the stream (RFC 8439, 2.8).
    @Test
    void streamIsTheAeadsKeystreamOneBlockEarlier() {
        byte[] padded = new byte[64 + PLAINTEXT.length];
        System.arraycopy(PLAINTEXT, 0, padded, 64, PLAINTEXT.length);
        byte[] streamed = Aead.stream(KEY, NONCE, padded);
        assertEquals(padded.length, streamed.length);
        assertArrayEquals(Arrays.copyOf(SEALED, PLAINTEXT.length), Arrays.copyOfRange(streamed, 64, streamed.length));
        assertArrayEquals(padded, Aead.stream(KEY, NONCE, streamed));
    }
}
