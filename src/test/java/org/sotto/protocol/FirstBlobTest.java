package org.sotto.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.CryptoException;
import org.sotto.crypto.RefusedException;
import org.sotto.crypto.RefusedException.Reason;
import org.sotto.crypto.key.Fingerprint;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SignedPreKeyPair;
import org.sotto.crypto.primitive.Aead;
import org.sotto.crypto.primitive.Hkdf;
import org.sotto.crypto.primitive.XWing;
import org.sotto.support.Pair;
import org.sotto.support.SeededRandom;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// The sealed layer of section 6 of docs/protocol.md.
final class FirstBlobTest {
    private final SeededRandom random = new SeededRandom(10);
    private final Pair pair = new Pair(random);
    private final Fingerprint bob = pair.bobIdentity.record().fingerprint();
    private final byte[] message = pair.alice.send(Padding.pad(new byte[893], PaddingStrategy.BUCKET, true));
    private final byte[] blob = FirstBlob.seal(bob, pair.bobSigned.record(), pair.envelope, message, random);

    @Test
    void whatIsSealedIsOpened() {
        FirstBlob opened = FirstBlob.open(blob, pair.bobSigned, bob);
        assertArrayEquals(pair.envelope.encode(), opened.envelope().encode());
        assertArrayEquals(message, opened.ratchetMessage());
        assertEquals(893, Padding.unpad(pair.bob.receive(opened.ratchetMessage())).length);
    }

    @Test
    void hasItsSizeAndTellsItsKey() {
        assertEquals(5_120, blob.length);
        assertEquals(Blob.Type.FIRST, Blob.type(blob));
        assertTrue(Blob.validSize(Blob.Type.FIRST, blob.length));
        assertEquals(7, FirstBlob.sealKeyId(blob));
    }

    @Test
    void theSealIsThatOfTheFormula() {
        byte[] shared =
                XWing.decapsulate(SecretAccess.bytes(pair.bobSigned.sealSeed()), Arrays.copyOfRange(blob, 5, 1_125));
        byte[] info = new ByteWriter(43)
                .bytes("Sotto1/seal".getBytes(StandardCharsets.US_ASCII))
                .bytes(bob.bytes())
                .toByteArray();
        byte[] key = Hkdf.derive(null, shared, info, 32);
        byte[] inner =
                Aead.open(key, new byte[24], Arrays.copyOf(blob, 1_125), Arrays.copyOfRange(blob, 1_125, blob.length));
        assertArrayEquals(pair.envelope.encode(), Arrays.copyOf(inner, 1_747));
        assertArrayEquals(message, Arrays.copyOfRange(inner, 1_747, inner.length));
    }

    @Test
    void anyFlippedByteIsRefused() {
        for (int i = 0; i < blob.length; i += i < 1_130 ? 1 : 37) {
            byte[] flipped = blob.clone();
            flipped[i] ^= 1;
            assertThrows(RuntimeException.class, () -> FirstBlob.open(flipped, pair.bobSigned, bob));
        }
    }

    @Test
    void opensForNobodyElse() {
        SignedPreKeyPair sameId = SignedPreKeyPair.generate(pair.bobIdentity, 7, Pair.NOW, random);
        assertThrows(CryptoException.class, () -> FirstBlob.open(blob, sameId, bob));
        Fingerprint alice = pair.aliceIdentity.record().fingerprint();
        assertThrows(CryptoException.class, () -> FirstBlob.open(blob, pair.bobSigned, alice));
    }

    @Test
    void anotherKeyThanTheOneThatIsNamedIsRefused() {
        SignedPreKeyPair other = SignedPreKeyPair.generate(pair.bobIdentity, 8, Pair.NOW, random);
        unknownPreKey(() -> FirstBlob.open(blob, other, bob));
        byte[] sealedToOther = FirstBlob.seal(bob, other.record(), pair.envelope, message, random);
        unknownPreKey(() -> FirstBlob.open(sealedToOther, other, bob));
    }

    @Test
    void malformedBlobsAreRefused() {
        refuse(Kind.TRUNCATED, new byte[0]);
        refuse(Kind.TRUNCATED, Arrays.copyOf(blob, 4));
        refuse(Kind.TRUNCATED, Arrays.copyOf(blob, 1_125 + 1_747 + 15));
        byte[] ordinary = blob.clone();
        ordinary[0] = 1;
        refuse(Kind.WRONG_TYPE, ordinary);
        byte[] noId = blob.clone();
        noId[4] = 0;
        refuse(Kind.OUT_OF_RANGE, noId);
    }

    private void refuse(Kind kind, byte[] bytes) {
        MalformedException e = assertThrows(MalformedException.class, () -> FirstBlob.open(bytes, pair.bobSigned, bob));
        assertEquals(kind, e.kind());
    }

    private static void unknownPreKey(org.junit.jupiter.api.function.Executable call) {
        assertEquals(
                Reason.UNKNOWN_PREKEY,
                assertThrows(RefusedException.class, call).reason());
    }
}
