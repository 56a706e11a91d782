package org.sotto.crypto.agreement;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sotto.crypto.BadSignatureException;
import org.sotto.crypto.RefusedException;
import org.sotto.crypto.RefusedException.Reason;
import org.sotto.crypto.key.IdentityKeyPair;
import org.sotto.crypto.key.IdentityRecord;
import org.sotto.crypto.key.OneTimePreKeyPair;
import org.sotto.crypto.key.PreKeyBundle;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.key.SignedPreKeyPair;
import org.sotto.crypto.primitive.Hash;
import org.sotto.crypto.primitive.Hkdf;
import org.sotto.crypto.primitive.MlKem;
import org.sotto.crypto.primitive.X25519;
import org.sotto.support.SeededRandom;
import org.sotto.wire.ByteWriter;

/// The handshake, against its formula and against what must be refused.
final class PqxdhTest {
    private static final long NOW = 1_795_000_000_000L;

    private final SeededRandom random = new SeededRandom(7);
    private final IdentityKeyPair alice = IdentityKeyPair.generate(random);
    private final IdentityKeyPair bob = IdentityKeyPair.generate(random);
    private final SignedPreKeyPair signed = SignedPreKeyPair.generate(bob, 11, NOW, random);
    private final OneTimePreKeyPair oneTime = OneTimePreKeyPair.generate(bob, 12, random);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bothSidesDeriveTheSame(boolean withOneTime) {
        @Nullable OneTimePreKeyPair used = withOneTime ? oneTime : null;
        try (Initiation initiation = initiate(bundle(used));
                Handshake answer = Pqxdh.respond(bob, initiation.envelope(), signed, used, NOW)) {
            Handshake own = initiation.handshake();
            assertEquals(Role.INITIATOR, own.role());
            assertEquals(Role.RESPONDER, answer.role());
            assertArrayEquals(own.transcript(), answer.transcript());
            assertArrayEquals(keys(own), keys(answer));
            assertEquals(withOneTime ? 12 : 0, initiation.envelope().oneTimeId());
        }
    }

    /// The formula of section 3 of docs/protocol.md, written out with nothing but primitives.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theKeysAreThoseOfTheFormula(boolean withOneTime) {
        @Nullable OneTimePreKeyPair used = withOneTime ? oneTime : null;
        try (Initiation initiation = initiate(bundle(used))) {
            PreKeyEnvelope envelope = initiation.envelope();
            ByteWriter secrets = new ByteWriter(192);
            for (int i = 0; i < 32; i++) {
                secrets.u8(0xff);
            }
            IdentityRecord a = alice.record();
            secrets.bytes(agree(signed.x25519(), a.agreementKey()));
            secrets.bytes(agree(bob.agreementKey(), envelope.ephemeral()));
            secrets.bytes(agree(signed.x25519(), envelope.ephemeral()));
            SecretBytes seed = signed.kemSeed();
            if (used != null) {
                secrets.bytes(agree(used.x25519(), envelope.ephemeral()));
                seed = used.kemSeed();
            }
            secrets.bytes(MlKem.ML_KEM_1024.decapsulate(SecretAccess.bytes(seed), envelope.kemCiphertext()));

            ByteWriter seen = new ByteWriter(8_192)
                    .lengthPrefixed(ascii("Sotto1/transcript"))
                    .lengthPrefixed(new byte[] {1})
                    .lengthPrefixed(a.encode())
                    .lengthPrefixed(bob.record().encode())
                    .lengthPrefixed(signed.record().encode())
                    .lengthPrefixed(used == null ? new byte[0] : used.record().encode())
                    .lengthPrefixed(new ByteWriter(8).u64(NOW).toByteArray())
                    .lengthPrefixed(envelope.ephemeral())
                    .lengthPrefixed(envelope.kemCiphertext());
            byte[] transcript = Hash.sha512(seen.toByteArray());
            byte[] info = new ByteWriter(96)
                    .bytes(ascii("Sotto1/handshake"))
                    .bytes(transcript)
                    .toByteArray();
            assertArrayEquals(transcript, initiation.handshake().transcript());
            assertArrayEquals(Hkdf.derive(null, secrets.toByteArray(), info, 128), keys(initiation.handshake()));
        }
    }

    @Test
    void twoHandshakesShareNothing() {
        try (Initiation first = initiate(bundle(oneTime));
                Initiation second = initiate(bundle(oneTime))) {
            assertFalse(Arrays.equals(keys(first.handshake()), keys(second.handshake())));
            assertFalse(
                    Arrays.equals(first.envelope().digest(), second.envelope().digest()));
        }
    }

    /// Nobody but the one that the bundle belongs to gets the keys: the negative control of the tests above.
    @Test
    void theWrongPrivateKeysGiveOtherKeys() {
        OneTimePreKeyPair other = OneTimePreKeyPair.generate(bob, 12, random);
        try (Initiation initiation = initiate(bundle(oneTime));
                Handshake wrong = Pqxdh.respond(bob, initiation.envelope(), signed, other, NOW)) {
            assertFalse(Arrays.equals(keys(initiation.handshake()), keys(wrong)));
        }
    }

    @Nested
    class TheInitiatorRefuses {
        @Test
        void anyFlippedByteOfABundlesRecords() {
            byte[] bundle = bundle(oneTime).encode();
            for (int at : new int[] {2, 40, 100, 140, 160, 200, 2_000, 3_000, 3_040, 3_100, 4_680}) {
                byte[] flipped = bundle.clone();
                flipped[at] ^= 1;
                assertThrows(RuntimeException.class, () -> initiate(PreKeyBundle.decode(flipped)), "byte " + at);
            }
        }

        @Test
        void aSignedPreKeyOfAnotherIdentity() {
            PreKeyBundle mixed = PreKeyBundle.of(alice.record(), signed.record(), null);
            IdentityKeyPair carol = IdentityKeyPair.generate(random);
            assertThrows(BadSignatureException.class, () -> Pqxdh.initiate(carol, mixed, NOW, NOW, random));
        }

        @Test
        void anExpiredPreKeyAndOneOfTheFuture() {
            long notAfter = signed.record().notAfterMs();
            refused(Reason.EXPIRED, () -> Pqxdh.initiate(alice, bundle(null), notAfter + 600_001, NOW, random));
            refused(Reason.NOT_YET_VALID, () -> Pqxdh.initiate(alice, bundle(null), NOW - 600_001, NOW, random));
        }

        @Test
        void itsOwnBundle() {
            refused(Reason.WRONG_IDENTITY, () -> Pqxdh.initiate(bob, bundle(null), NOW, NOW, random));
        }
    }

    @Nested
    class TheResponderRefuses {
        private final PreKeyEnvelope envelope = initiate(bundle(oneTime)).envelope();

        @Test
        void anEnvelopeFromTooFarAhead() {
            respond(NOW - Pqxdh.MAX_AHEAD_MS).close();
            refused(Reason.NOT_YET_VALID, () -> respond(NOW - Pqxdh.MAX_AHEAD_MS - 1));
        }

        @Test
        void anEnvelopeThatIsTooOld() {
            respond(NOW + Pqxdh.MAX_AGE_MS).close();
            refused(Reason.EXPIRED, () -> respond(NOW + Pqxdh.MAX_AGE_MS + 1));
        }

        @Test
        void prekeysThatTheEnvelopeDoesNotName() {
            SignedPreKeyPair otherSigned = SignedPreKeyPair.generate(bob, 13, NOW, random);
            OneTimePreKeyPair otherOneTime = OneTimePreKeyPair.generate(bob, 14, random);
            refused(Reason.UNKNOWN_PREKEY, () -> Pqxdh.respond(bob, envelope, otherSigned, oneTime, NOW));
            refused(Reason.UNKNOWN_PREKEY, () -> Pqxdh.respond(bob, envelope, signed, otherOneTime, NOW));
            refused(Reason.UNKNOWN_PREKEY, () -> Pqxdh.respond(bob, envelope, signed, null, NOW));
        }

        @Test
        void itsOwnEnvelope() {
            refused(Reason.WRONG_IDENTITY, () -> Pqxdh.respond(alice, envelope, signed, oneTime, NOW));
        }

        private Handshake respond(long nowMs) {
            return Pqxdh.respond(bob, envelope, signed, oneTime, nowMs);
        }
    }

    private PreKeyBundle bundle(@Nullable OneTimePreKeyPair used) {
        return PreKeyBundle.of(bob.record(), signed.record(), used == null ? null : used.record());
    }

    private Initiation initiate(PreKeyBundle bundle) {
        return Pqxdh.initiate(alice, bundle, NOW, NOW, random);
    }

    private static void refused(Reason reason, org.junit.jupiter.api.function.Executable call) {
        RefusedException e = assertThrows(RefusedException.class, call);
        assertNotNull(e.getMessage());
        assertEquals(reason, e.reason());
    }

    private static byte[] keys(Handshake handshake) {
        return new ByteWriter(128)
                .bytes(SecretAccess.bytes(handshake.root()))
                .bytes(SecretAccess.bytes(handshake.headerKey()))
                .bytes(SecretAccess.bytes(handshake.nextHeaderKey()))
                .bytes(SecretAccess.bytes(handshake.postQuantumKey()))
                .toByteArray();
    }

    private static byte[] agree(SecretBytes privateKey, byte[] publicKey) {
        return X25519.agree(SecretAccess.bytes(privateKey), publicKey);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }
}
