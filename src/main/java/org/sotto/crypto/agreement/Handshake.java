package org.sotto.crypto.agreement;

import java.util.List;
import org.sotto.crypto.Label;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.primitive.Hkdf;

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

    private Handshake(Role role, byte[] transcript, List<SecretBytes> keys) {
        this.role = role;
        this.transcript = transcript;
        this.root = keys.get(0);
        this.headerKey = keys.get(1);
        this.nextHeaderKey = keys.get(2);
        this.postQuantumKey = keys.get(3);
    }

    /// HKDF(absent, secrets, "Sotto1/handshake" ‖ T, 128) → root ‖ header key A→B ‖ next header key B→A ‖ PQ
    /// authentication key.
    static Handshake derive(Role role, byte[] transcript, SecretBytes secrets) {
        byte[] keys = Hkdf.derive(null, SecretAccess.bytes(secrets), Label.HANDSHAKE.with(transcript), 4 * KEY_SIZE);
        return new Handshake(role, transcript, SecretBytes.adopt(keys).split(KEY_SIZE));
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
