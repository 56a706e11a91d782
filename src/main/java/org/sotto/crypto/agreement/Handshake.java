package org.sotto.crypto.agreement;

import org.sotto.crypto.Label;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.primitive.Hkdf;
import org.sotto.wire.ByteReader;

/// What both sides know after the handshake: four keys of 32 bytes each and the transcript. A session starts from it;
/// then it is closed.
public final class Handshake implements AutoCloseable {
    private static final int KEY_SIZE = 32;

    private final Role role;
    private final byte[] transcript;
    private final SecretBytes root;
    private final SecretBytes headerKey;
    private final SecretBytes nextHeaderKey;
    private final SecretBytes postQuantumKey;

    private Handshake(Role role, byte[] transcript, ByteReader keys) {
        this.role = role;
        this.transcript = transcript;
        this.root = SecretBytes.adopt(keys.bytes(KEY_SIZE));
        this.headerKey = SecretBytes.adopt(keys.bytes(KEY_SIZE));
        this.nextHeaderKey = SecretBytes.adopt(keys.bytes(KEY_SIZE));
        this.postQuantumKey = SecretBytes.adopt(keys.bytes(KEY_SIZE));
        keys.end();
    }

    /// HKDF(absent, secrets, "Sotto1/handshake" ‖ T, 128) → root ‖ header key A→B ‖ next header key B→A ‖ PQ
    /// authentication key.
    static Handshake derive(Role role, byte[] transcript, SecretBytes secrets) {
        byte[] keys = Hkdf.derive(null, SecretAccess.bytes(secrets), Label.HANDSHAKE.with(transcript), 4 * KEY_SIZE);
        try (SecretBytes owned = SecretBytes.adopt(keys)) {
            return new Handshake(role, transcript, new ByteReader(SecretAccess.bytes(owned), "handshake"));
        }
    }

    public Role role() {
        return role;
    }

    /// T, 64 bytes, public.
    public byte[] transcript() {
        return transcript.clone();
    }

    /// The root key of the double ratchet. Wiped with the handshake: copy it.
    public SecretBytes root() {
        return root;
    }

    /// The header key of the initiator's first chain. Wiped with the handshake: copy it.
    public SecretBytes headerKey() {
        return headerKey;
    }

    /// The header key of the responder's first chain. Wiped with the handshake: copy it.
    public SecretBytes nextHeaderKey() {
        return nextHeaderKey;
    }

    /// Authenticates the post-quantum ratchet and starts its chains. Wiped with the handshake: copy it.
    public SecretBytes postQuantumKey() {
        return postQuantumKey;
    }

    @Override
    public void close() {
        root.close();
        headerKey.close();
        nextHeaderKey.close();
        postQuantumKey.close();
    }
}
