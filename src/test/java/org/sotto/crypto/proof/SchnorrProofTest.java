package org.sotto.crypto.proof;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sotto.support.Refusal.malformed;
import static org.sotto.support.Refusal.replace;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.primitive.Hash;
import org.sotto.crypto.primitive.Ristretto;
import org.sotto.crypto.proof.ProofContext.Purpose;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

class SchnorrProofTest {
    private static final byte[] ORDER =
            HexFormat.of().parseHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");

    private final SecureRandom random = new SecureRandom();
    private final DeviceKeyPair device = DeviceKeyPair.generate(random);
    private final ProofFields fields = ProofFields.random(random, device.publicKey());

    @Test
    void aDeviceProvesItself() {
        for (int i = 0; i < 20; i++) {
            try (DeviceKeyPair pair = DeviceKeyPair.generate(random)) {
                for (Purpose purpose : Purpose.values()) {
                    ProofContext context =
                            ProofFields.random(random, pair.publicKey()).context(purpose);
                    SchnorrProof proof = SchnorrProof.prove(pair.secret(), context, random);
                    assertTrue(SchnorrProof.decode(proof.encode()).verify(context));
                }
            }
        }
    }

    /// Exporter (another TLS connection), device, server, nonces, expiry, challenge: each one is bound.
    @Test
    void aProofIsGoodInItsContextOnly() {
        SchnorrProof proof = prove(fields);
        List<UnaryOperator<ProofFields>> changes = List.of(
                f -> f.with(0, fresh()),
                f -> f.with(1, fresh()),
                f -> f.with(2, fresh()),
                f -> f.with(3, DeviceKeyPair.generate(random).publicKey()),
                f -> f.with(4, fresh()),
                f -> f.with(5, fresh()),
                f -> f.with(6, fresh()),
                f -> new ProofFields(f.parts(), f.expiryMs() + 1));
        for (UnaryOperator<ProofFields> change : changes) {
            assertFalse(proof.verify(change.apply(fields).context(Purpose.AUTH)));
        }
        assertFalse(proof.verify(fields.context(Purpose.REGISTER)));
        assertTrue(proof.verify(fields.context(Purpose.AUTH)));
    }

    @Test
    void noFlippedBitVerifies() {
        byte[] encoded = prove(fields).encode();
        ProofContext context = fields.context(Purpose.AUTH);
        int decoded = 0;
        for (int bit = 0; bit < 8 * SchnorrProof.SIZE; bit++) {
            byte[] flipped = encoded.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                assertFalse(SchnorrProof.decode(flipped).verify(context));
                decoded++;
            } catch (MalformedException e) {
                assertEquals(Kind.NON_CANONICAL, e.kind());
            }
        }
        assertTrue(decoded > 400);
    }

    /// y = 0 makes the identity; then s = k proves nothing and needs no secret.
    @Test
    void theIdentityIsNobodysKey() {
        ProofFields identity = fields.with(3, new byte[32]);
        byte[] k = Ristretto.randomScalar(random);
        byte[] c = challenge(identity, Ristretto.baseMultiply(k));
        byte[] forged = new ByteWriter(64).bytes(c).bytes(k).toByteArray();
        assertFalse(SchnorrProof.decode(forged).verify(identity.context(Purpose.AUTH)));
    }

    @Test
    void aKeyThatIsNoElementVerifiesNothing() {
        SchnorrProof proof = prove(fields);
        byte[] negative = new byte[32];
        negative[0] = 1;
        assertFalse(proof.verify(fields.with(3, negative).context(Purpose.AUTH)));
        byte[] aboveP = new byte[32];
        Arrays.fill(aboveP, (byte) 0xff);
        assertFalse(proof.verify(fields.with(3, aboveP).context(Purpose.AUTH)));
    }

    @Test
    void refusesWhatIsNoEncoding() {
        byte[] encoded = prove(fields).encode();
        malformed(Kind.WRONG_LENGTH, () -> SchnorrProof.decode(Arrays.copyOf(encoded, 63)));
        malformed(Kind.WRONG_LENGTH, () -> SchnorrProof.decode(Arrays.copyOf(encoded, 65)));
        malformed(Kind.WRONG_LENGTH, () -> SchnorrProof.decode(new byte[0]));
        for (int at : new int[] {0, 32}) {
            malformed(Kind.NON_CANONICAL, () -> SchnorrProof.decode(replace(encoded, at, ORDER)));
            malformed(Kind.NON_CANONICAL, () -> SchnorrProof.decode(replace(encoded, at + 31, (byte) 0x80)));
        }
    }

    /// s + ℓ is the same scalar in other bytes: accepted once, it would make proofs malleable.
    @Test
    void refusesTheSameScalarInOtherBytes() {
        byte[] encoded = prove(fields).encode();
        byte[] shifted = encoded.clone();
        int carry = 0;
        for (int i = 0; i < 32; i++) {
            carry += (encoded[32 + i] & 0xff) + (ORDER[i] & 0xff);
            shifted[32 + i] = (byte) carry;
            carry >>= 8;
        }
        malformed(Kind.NON_CANONICAL, () -> SchnorrProof.decode(shifted));
    }

    /// The bytes of section 8 of docs/protocol.md, written out here a second time.
    @Test
    void theTranscriptIsTheOneOfTheProtocol() {
        byte[] y = Ristretto.baseMultiply(scalar(7));
        byte[][] parts = new byte[7][];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = new byte[32];
            Arrays.fill(parts[i], (byte) (i + 1));
        }
        parts[3] = y;
        ProofFields known = new ProofFields(List.of(parts), 0x0102030405060708L);
        byte[] commitment = Ristretto.baseMultiply(scalar(9));
        byte[] c = challenge(known, commitment);
        byte[] s = Ristretto.multiplyAdd(c, scalar(7), scalar(9));
        byte[] proof = new ByteWriter(64).bytes(c).bytes(s).toByteArray();
        assertTrue(SchnorrProof.decode(proof).verify(known.context(Purpose.AUTH)));
        assertFalse(SchnorrProof.decode(proof).verify(known.context(Purpose.REGISTER)));
    }

    @Test
    void twoProofsOfOneContextDiffer() {
        assertFalse(Arrays.equals(prove(fields).encode(), prove(fields).encode()));
    }

    /// Even a generator that always gives the same bytes does not use one k for two contexts.
    @Test
    void aBrokenGeneratorDoesNotRevealTheSecret() {
        SecureRandom stuck = new StuckRandom();
        ProofFields other = fields.with(5, fresh());
        byte[] first = SchnorrProof.prove(device.secret(), fields.context(Purpose.AUTH), stuck)
                .encode();
        byte[] second = SchnorrProof.prove(device.secret(), other.context(Purpose.AUTH), stuck)
                .encode();
        assertFalse(Arrays.equals(commitment(first), commitment(second)));
    }

    @Test
    void refusesASecretThatIsNotTheContexts() {
        SecretBytes other = SecretBytes.adopt(Ristretto.randomScalar(random));
        ProofContext context = fields.context(Purpose.AUTH);
        assertThrows(IllegalArgumentException.class, () -> SchnorrProof.prove(other, context, random));
    }

    @Test
    void refusesFieldsOfOtherSizes() {
        for (int i = 0; i < 7; i++) {
            ProofFields bad = fields.with(i, new byte[31]);
            assertThrows(IllegalArgumentException.class, () -> bad.context(Purpose.AUTH));
        }
    }

    private SchnorrProof prove(ProofFields of) {
        return SchnorrProof.prove(device.secret(), of.context(Purpose.AUTH), random);
    }

    private byte[] commitment(byte[] proof) {
        return Ristretto.doubleMultiplySubtract(
                Arrays.copyOfRange(proof, 32, 64), Arrays.copyOf(proof, 32), device.publicKey());
    }

    private byte[] fresh() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] challenge(ProofFields f, byte[] commitment) {
        ByteWriter out = new ByteWriter(300).bytes("Sotto1/auth".getBytes(US_ASCII));
        f.parts().subList(0, 6).forEach(out::bytes);
        out.u64(f.expiryMs()).bytes(f.parts().get(6)).bytes(commitment);
        return Ristretto.reduceWide(Hash.sha512(out.toByteArray()));
    }

    private static byte[] scalar(int value) {
        byte[] out = new byte[32];
        out[0] = (byte) value;
        return out;
    }

    private static final class StuckRandom extends SecureRandom {
        private static final long serialVersionUID = 1L;

        @Override
        public void nextBytes(byte[] bytes) {
            Arrays.fill(bytes, (byte) 42);
        }
    }
}
