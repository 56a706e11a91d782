package org.sotto.protocol;

import java.security.SecureRandom;
import java.util.Arrays;
import org.sotto.crypto.CryptoException;
import org.sotto.crypto.Label;
import org.sotto.crypto.RefusedException;
import org.sotto.crypto.RefusedException.Reason;
import org.sotto.crypto.agreement.PreKeyEnvelope;
import org.sotto.crypto.key.Fingerprint;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.key.SignedPreKey;
import org.sotto.crypto.key.SignedPreKeyPair;
import org.sotto.crypto.primitive.Aead;
import org.sotto.crypto.primitive.Encapsulated;
import org.sotto.crypto.primitive.Hkdf;
import org.sotto.crypto.primitive.XWing;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// A first blob, 4,225 + L bytes: who wrote is sealed to the recipient's signed prekey, so that it is forward secret
/// once that key is deleted. Section 6 of docs/protocol.md.
///
/// 0 type = 2 · 1 signed prekey id (4) · 5 X-Wing ciphertext (1,120) · 1,125 AEAD(envelope 1,747 ‖ ratchet message)
/// · tag.
public final class FirstBlob {
    private static final int HEAD = 1 + 4 + XWing.CIPHERTEXT;

    /// One seal key, one message: the key is fresh, so the nonce may be fixed.
    private static final byte[] NONCE = new byte[Aead.NONCE];

    private final PreKeyEnvelope envelope;
    private final byte[] ratchetMessage;

    private FirstBlob(PreKeyEnvelope envelope, byte[] ratchetMessage) {
        this.envelope = envelope;
        this.ratchetMessage = ratchetMessage;
    }

    /// @param recipientKey the signed prekey that the envelope names
    public static byte[] seal(
            Fingerprint recipient,
            SignedPreKey recipientKey,
            PreKeyEnvelope envelope,
            byte[] ratchetMessage,
            SecureRandom random) {
        try (Encapsulated kem = XWing.encapsulate(recipientKey.seal(), random);
                SecretBytes key = sealKey(kem.sharedSecret(), recipient)) {
            byte[] head = new ByteWriter(HEAD)
                    .u8(Blob.Type.FIRST.code())
                    .u32(recipientKey.id())
                    .bytes(kem.ciphertext())
                    .toByteArray();
            byte[] inner = new ByteWriter(PreKeyEnvelope.SIZE + ratchetMessage.length)
                    .bytes(envelope.encode())
                    .bytes(ratchetMessage)
                    .toByteArray();
            byte[] sealed = Aead.seal(SecretAccess.bytes(key), NONCE, head, inner);
            return new ByteWriter(head.length + sealed.length)
                    .bytes(head)
                    .bytes(sealed)
                    .toByteArray();
        }
    }

    /// The id of the signed prekey that a blob is sealed to, so that its private half can be looked up.
    ///
    /// @throws MalformedException unless this is a first blob with a non-zero id
    public static long sealKeyId(byte[] blob) {
        ByteReader in = new ByteReader(blob, "first blob");
        in.expect(Blob.Type.FIRST.code(), Kind.WRONG_TYPE);
        long id = in.u32();
        if (id == 0) {
            throw new MalformedException(Kind.OUT_OF_RANGE, "first blob");
        }
        return id;
    }

    /// @throws MalformedException if the blob or what is in it has not its layout
    /// @throws RefusedException UNKNOWN_PREKEY if `key` is not the one that the blob or the envelope names
    /// @throws CryptoException if the seal does not open, or the identity record in the envelope is not its owner's
    public static FirstBlob open(byte[] blob, SignedPreKeyPair key, Fingerprint self) {
        if (sealKeyId(blob) != key.record().id()) {
            throw new RefusedException(Reason.UNKNOWN_PREKEY);
        }
        if (blob.length < HEAD + PreKeyEnvelope.SIZE + Aead.TAG) {
            throw new MalformedException(Kind.TRUNCATED, "first blob");
        }
        byte[] head = Arrays.copyOf(blob, HEAD);
        byte[] ciphertext = Arrays.copyOfRange(blob, HEAD - XWing.CIPHERTEXT, HEAD);
        byte[] secret = XWing.decapsulate(SecretAccess.bytes(key.sealSeed()), ciphertext);
        try (SecretBytes sealKey = sealKey(secret, self)) {
            byte[] sealed = Arrays.copyOfRange(blob, HEAD, blob.length);
            byte[] inner = Aead.open(SecretAccess.bytes(sealKey), NONCE, head, sealed);
            ByteReader in = new ByteReader(inner, "first blob");
            PreKeyEnvelope envelope = PreKeyEnvelope.decode(in.bytes(PreKeyEnvelope.SIZE));
            if (envelope.signedPreKeyId() != key.record().id()) {
                throw new RefusedException(Reason.UNKNOWN_PREKEY);
            }
            return new FirstBlob(envelope, in.rest());
        }
    }

    public PreKeyEnvelope envelope() {
        return envelope;
    }

    public byte[] ratchetMessage() {
        return ratchetMessage.clone();
    }

    private static SecretBytes sealKey(byte[] sharedSecret, Fingerprint recipient) {
        byte[] key = Hkdf.derive(null, sharedSecret, Label.SEAL.with(recipient.bytes()), Aead.KEY);
        Arrays.fill(sharedSecret, (byte) 0);
        return SecretBytes.adopt(key);
    }
}
