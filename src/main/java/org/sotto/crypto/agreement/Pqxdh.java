package org.sotto.crypto.agreement;

import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sotto.crypto.CryptoException;
import org.sotto.crypto.RefusedException;
import org.sotto.crypto.RefusedException.Reason;
import org.sotto.crypto.key.IdentityKeyPair;
import org.sotto.crypto.key.IdentityRecord;
import org.sotto.crypto.key.OneTimePreKey;
import org.sotto.crypto.key.OneTimePreKeyPair;
import org.sotto.crypto.key.PreKeyBundle;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.key.SignedPreKey;
import org.sotto.crypto.key.SignedPreKeyPair;
import org.sotto.crypto.primitive.Encapsulated;
import org.sotto.crypto.primitive.MlKem;
import org.sotto.crypto.primitive.X25519;

/// The handshake, in the shape of Signal's PQXDH (revision 3). Section 3 of docs/protocol.md.
///
/// DH1 = (IK_A, SPK_B), DH2 = (EK_A, IK_B), DH3 = (EK_A, SPK_B), DH4 = (EK_A, OPK_B) if there is a one-time prekey;
/// ss by ML-KEM-1024 to the one-time key, or to the last-resort key.
public final class Pqxdh {
    /// An envelope is refused when its clock is further ahead: 10 minutes.
    public static final long MAX_AHEAD_MS = 10L * 60 * 1000;

    /// An envelope is refused when it is older: 52 days, the life of a signed prekey (21) and its private half (31).
    public static final long MAX_AGE_MS = 52L * 24 * 60 * 60 * 1000;

    private Pqxdh() {}

    /// Starts a session with the owner of a bundle. Checks every signature and date before the first key agreement;
    /// that the bundle is the right person's is the caller's to check ([PreKeyBundle#verify]).
    ///
    /// @param createdMs the start that the envelope tells: max(corrected clock, greatest known created + 1)
    /// @throws RefusedException EXPIRED, NOT_YET_VALID, or WRONG_IDENTITY for one's own bundle
    /// @throws CryptoException for a bad signature or an invalid key in the bundle
    public static Initiation initiate(
            IdentityKeyPair self, PreKeyBundle bundle, long nowMs, long createdMs, SecureRandom random) {
        bundle.verify(bundle.identity().fingerprint(), nowMs);
        refuseSelf(self, bundle.identity());
        SignedPreKey signed = bundle.signedPreKey();
        @Nullable OneTimePreKey oneTime = bundle.oneTimePreKey();
        try (SecretBytes identity = self.agreementKey();
                SecretBytes ephemeral = SecretBytes.adopt(X25519.generatePrivate(random));
                Encapsulated kem =
                        MlKem.ML_KEM_1024.encapsulate(oneTime == null ? signed.kem() : oneTime.kem(), random)) {
            PreKeyEnvelope envelope = new PreKeyEnvelope(
                    self.record(),
                    createdMs,
                    signed.id(),
                    oneTime == null ? 0 : oneTime.id(),
                    X25519.publicKey(SecretAccess.bytes(ephemeral)),
                    kem.ciphertext());
            SharedSecrets secrets = new SharedSecrets()
                    .add(agree(identity, signed.x25519()))
                    .add(agree(ephemeral, bundle.identity().agreementKey()))
                    .add(agree(ephemeral, signed.x25519()));
            if (oneTime != null) {
                secrets.add(agree(ephemeral, oneTime.x25519()));
            }
            secrets.add(kem.sharedSecret());
            byte[] transcript = Transcript.hash(envelope, bundle.identity(), signed, oneTime);
            return new Initiation(envelope, derive(Role.INITIATOR, transcript, secrets));
        }
    }

    /// The responder's side of the same. Whether the envelope was seen before is the caller's to check.
    ///
    /// @param oneTime the key pair that the envelope names, or null in the last-resort form
    /// @throws RefusedException WRONG_IDENTITY for one's own envelope, EXPIRED or NOT_YET_VALID by `created`,
    ///     UNKNOWN_PREKEY if the key pairs are not the ones that the envelope names
    public static Handshake respond(
            IdentityKeyPair self,
            PreKeyEnvelope envelope,
            SignedPreKeyPair signed,
            @Nullable OneTimePreKeyPair oneTime,
            long nowMs) {
        refuseSelf(self, envelope.identity());
        checkTime(envelope.createdMs(), nowMs);
        long oneTimeId = oneTime == null ? 0 : oneTime.record().id();
        if (envelope.signedPreKeyId() != signed.record().id() || envelope.oneTimeId() != oneTimeId) {
            throw new RefusedException(Reason.UNKNOWN_PREKEY);
        }
        byte[] transcript =
                Transcript.hash(envelope, self.record(), signed.record(), oneTime == null ? null : oneTime.record());
        return derive(Role.RESPONDER, transcript, secretsOf(self, envelope, signed, oneTime));
    }

    private static SharedSecrets secretsOf(
            IdentityKeyPair self,
            PreKeyEnvelope envelope,
            SignedPreKeyPair signed,
            @Nullable OneTimePreKeyPair oneTime) {
        byte[] ephemeral = envelope.ephemeral();
        try (SecretBytes identity = self.agreementKey()) {
            SharedSecrets secrets = new SharedSecrets()
                    .add(agree(signed.x25519(), envelope.identity().agreementKey()))
                    .add(agree(identity, ephemeral))
                    .add(agree(signed.x25519(), ephemeral));
            if (oneTime != null) {
                secrets.add(agree(oneTime.x25519(), ephemeral));
            }
            SecretBytes kemSeed = oneTime == null ? signed.kemSeed() : oneTime.kemSeed();
            return secrets.add(MlKem.ML_KEM_1024.decapsulate(SecretAccess.bytes(kemSeed), envelope.kemCiphertext()));
        }
    }

    private static Handshake derive(Role role, byte[] transcript, SharedSecrets secrets) {
        try (SecretBytes material = secrets.take()) {
            return Handshake.derive(role, transcript, material);
        }
    }

    private static byte[] agree(SecretBytes privateKey, byte[] publicKey) {
        return X25519.agree(SecretAccess.bytes(privateKey), publicKey);
    }

    private static void refuseSelf(IdentityKeyPair self, IdentityRecord other) {
        if (Arrays.equals(
                self.record().fingerprint().bytes(), other.fingerprint().bytes())) {
            throw new RefusedException(Reason.WRONG_IDENTITY);
        }
    }

    private static void checkTime(long createdMs, long nowMs) {
        if (createdMs - MAX_AHEAD_MS > nowMs) {
            throw new RefusedException(Reason.NOT_YET_VALID);
        }
        if (nowMs - MAX_AGE_MS > createdMs) {
            throw new RefusedException(Reason.EXPIRED);
        }
    }
}
