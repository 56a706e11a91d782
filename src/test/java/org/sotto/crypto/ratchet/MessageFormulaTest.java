package org.sotto.crypto.ratchet;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.agreement.Handshake;
import org.sotto.crypto.agreement.Initiation;
import org.sotto.crypto.agreement.Pqxdh;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.primitive.Aead;
import org.sotto.crypto.primitive.Hkdf;
import org.sotto.crypto.primitive.Mac;
import org.sotto.crypto.primitive.MlKem;
import org.sotto.crypto.primitive.X25519;
import org.sotto.support.Pair;
import org.sotto.support.SeededRandom;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;

/// Opens a session's first messages with nothing but primitives and the formulas of sections 4 and 5 of
/// docs/protocol.md: holds the order of every input.
final class MessageFormulaTest {
    private final SeededRandom random = new SeededRandom(9);
    private final Pair pair = new Pair(random);
    private byte[] transcript = {};
    private byte[] root = {};
    private byte[] chainKey = {};
    private byte[] pqChain = {};

    @Test
    void theInitiatorsFirstTwoMessagesOpenByTheFormulas() {
        try (Initiation initiation = Pqxdh.initiate(pair.aliceIdentity, pair.bundle, Pair.NOW, Pair.NOW, random)) {
            Handshake handshake = initiation.handshake();
            transcript = handshake.transcript();
            root = copy(handshake.root());
            byte[] headerKey = copy(handshake.headerKey());
            byte[] pqAuth = copy(handshake.postQuantumKey());
            TripleRatchet state = TripleRatchet.initiator(handshake, pair.bobSigned.record());
            Encrypted first = state.encrypt("one".getBytes(US_ASCII), random);
            Encrypted second = first.next().encrypt("two".getBytes(US_ASCII), random);

            startChains(pqAuth);
            ByteReader header = header(first.message(), headerKey);
            step(header.bytes(32));
            assertNumbers(header, 0, 0);
            assertPart(header, pqAuth);
            assertArrayEquals("one".getBytes(US_ASCII), open(first.message(), 0));

            ByteReader next = header(second.message(), headerKey);
            next.bytes(32);
            assertNumbers(next, 1, 1);
            assertArrayEquals("two".getBytes(US_ASCII), open(second.message(), 1));
        }
    }

    /// PQ chains: HKDF(absent, PQ authentication key, "Sotto1/pq/start", 96) → root ‖ A→B ‖ B→A.
    private void startChains(byte[] pqAuth) {
        pqChain = Arrays.copyOfRange(Hkdf.derive(null, pqAuth, ascii("Sotto1/pq/start"), 96), 32, 64);
    }

    private ByteReader header(byte[] message, byte[] headerKey) {
        byte[] ad = new ByteWriter(65).bytes(transcript).u8(1).toByteArray();
        byte[] nonce = Arrays.copyOfRange(message, 1, 25);
        byte[] header = Aead.open(headerKey, nonce, ad, Arrays.copyOfRange(message, 25, 1_321));
        assertEquals(1_280, header.length);
        return new ByteReader(header, "header");
    }

    /// KDF_RK(RK, DH(SPK_B, DHs)) → RK ‖ CK ‖ NHK.
    private void step(byte[] dhKey) {
        byte[] dh = X25519.agree(SecretAccess.bytes(pair.bobSigned.x25519()), dhKey);
        chainKey = Arrays.copyOfRange(Hkdf.derive(root, dh, ascii("Sotto1/root"), 96), 32, 64);
    }

    /// PN, N, KE, KI, KPN.
    private static void assertNumbers(ByteReader header, int n, int ki) {
        assertEquals(0, header.u32());
        assertEquals(n, header.u32());
        assertEquals(0, header.u32());
        assertEquals(ki, header.u32());
        assertEquals(0, header.u32());
    }

    /// Part type 1, ek, MAC under the key after Update(0, PQ authentication key), zeros.
    private static void assertPart(ByteReader header, byte[] pqAuth) {
        assertEquals(1, header.u8());
        byte[] ek = header.bytes(1_184);
        MlKem.ML_KEM_768.checkPublicKey(ek);
        byte[] material = new ByteWriter(64).bytes(new byte[32]).bytes(pqAuth).toByteArray();
        byte[] auth = Hkdf.derive(null, material, withNumber("Sotto1/scka/auth", 0), 64);
        byte[] macKey = Arrays.copyOfRange(auth, 32, 64);
        assertArrayEquals(Mac.hmacSha256(macKey, withNumber("Sotto1/scka/ek", 1), ek), header.bytes(32));
        header.zeros(11);
        header.end();
    }

    private byte[] open(byte[] message, int number) {
        byte[] mk = Mac.hmacSha256(chainKey, new byte[] {1});
        chainKey = Mac.hmacSha256(chainKey, new byte[] {2});
        byte[] pq = Hkdf.derive(null, pqChain, withNumber("Sotto1/pq/next", number), 64);
        pqChain = Arrays.copyOf(pq, 32);
        byte[] info = new ByteWriter(26)
                .bytes(ascii("Sotto1/message"))
                .u32(0)
                .u32(number)
                .u32(number)
                .toByteArray();
        byte[] key = Hkdf.derive(Arrays.copyOfRange(pq, 32, 64), mk, info, 32);
        byte[] ad =
                new ByteWriter(1_385).bytes(transcript).bytes(message, 0, 1_321).toByteArray();
        byte[] nonce = Arrays.copyOfRange(message, 1, 25);
        return Aead.open(key, nonce, ad, Arrays.copyOfRange(message, 1_321, message.length));
    }

    /// Once the responder has answered: epoch 1, by the formulas of the state table.
    @Test
    void theEpochsSecretAndItsChainsAreThoseOfTheFormulas() {
        byte[] auth = new byte[32];
        Arrays.fill(auth, (byte) 3);
        HolderSent holder = (HolderSent) new HolderIdle(1, Authenticator.start(SecretBytes.copyOf(auth)))
                .send(random)
                .next();
        PeerHeard heard = PeerHeard.of(1, Authenticator.start(SecretBytes.copyOf(auth)), holder.part());
        SckaPart.Ciphertext part = (SckaPart.Ciphertext) heard.send(random).part();

        byte[] shared = MlKem.ML_KEM_768.decapsulateExpanded(SecretAccess.bytes(holder.decapsulationKey()), part.key());
        byte[] secret = Hkdf.derive(null, shared, withNumber("Sotto1/scka/secret", 1), 32);
        byte[] start = Hkdf.derive(null, concat(new byte[32], auth), withNumber("Sotto1/scka/auth", 0), 64);
        byte[] updated =
                Hkdf.derive(null, concat(Arrays.copyOf(start, 32), secret), withNumber("Sotto1/scka/auth", 1), 64);
        byte[] macKey = Arrays.copyOfRange(updated, 32, 64);
        assertArrayEquals(Mac.hmacSha256(macKey, withNumber("Sotto1/scka/ct", 1), part.key()), part.mac());
        EpochSecret added = holder.receive(part, 1).added();
        assertArrayEquals(
                secret,
                SecretAccess.bytes(java.util.Objects.requireNonNull(added).secret()));

        byte[] pqRoot = Arrays.copyOf(Hkdf.derive(null, auth, ascii("Sotto1/pq/start"), 96), 32);
        byte[] chains = Hkdf.derive(pqRoot, secret, withNumber("Sotto1/pq/add", 1), 96);
        byte[] key = Hkdf.derive(null, Arrays.copyOfRange(chains, 32, 64), withNumber("Sotto1/pq/next", 0), 64);
        PqChains own = PqChains.start(org.sotto.crypto.agreement.Role.INITIATOR, SecretBytes.copyOf(auth))
                .add(org.sotto.crypto.agreement.Role.INITIATOR, added)
                .under(1);
        assertArrayEquals(
                Arrays.copyOfRange(key, 32, 64), SecretAccess.bytes(own.send().key()));
    }

    private static byte[] concat(byte[] a, byte[] b) {
        return new ByteWriter(a.length + b.length).bytes(a).bytes(b).toByteArray();
    }

    private static byte[] copy(SecretBytes secret) {
        return SecretAccess.bytes(secret).clone();
    }

    private static byte[] withNumber(String label, int number) {
        return new ByteWriter(32).bytes(ascii(label)).u32(number).toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }
}
