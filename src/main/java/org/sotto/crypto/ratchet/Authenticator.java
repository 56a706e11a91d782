package org.sotto.crypto.ratchet;

import java.util.List;
import org.sotto.crypto.AuthenticationFailedException;
import org.sotto.crypto.Label;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.primitive.Mac;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;

/// Authenticates the parts of the post-quantum agreement by what both sides share since the handshake: root 32 ‖ MAC
/// key 32, renewed by every epoch's secret. The authenticator of Signal's ML-KEM Braid, with our labels.
final class Authenticator implements AutoCloseable {
    private final SecretBytes root;
    private final SecretBytes macKey;

    private Authenticator(SecretBytes root, SecretBytes macKey) {
        this.root = root;
        this.macKey = macKey;
    }

    /// Update(0, PQ authentication key) on a root of zeros.
    static Authenticator start(SecretBytes postQuantumKey) {
        return update(SecretBytes.adopt(new byte[Keys.SIZE]), 0, postQuantumKey);
    }

    static Authenticator decode(ByteReader in) {
        return new Authenticator(Keys.read(in), Keys.read(in));
    }

    void encode(ByteWriter out) {
        Keys.write(out, root);
        Keys.write(out, macKey);
    }

    /// Update(e, k) = HKDF(absent, root ‖ k, "Sotto1/scka/auth" ‖ u32 e, 64) → root ‖ MAC key.
    Authenticator update(EpochSecret epoch) {
        return update(root, epoch.epoch(), epoch.secret());
    }

    private static Authenticator update(SecretBytes root, long epoch, SecretBytes key) {
        try (SecretBytes ikm = SecretBytes.concat(root, key)) {
            List<SecretBytes> keys = Keys.derive(null, ikm, Label.SCKA_AUTH.with(Keys.u32(epoch)), 2);
            return new Authenticator(keys.get(0), keys.get(1));
        }
    }

    SckaPart.EncapsulationKey encapsulationKey(long epoch, byte[] key) {
        return new SckaPart.EncapsulationKey(key, mac(Label.SCKA_EK, epoch, key));
    }

    SckaPart.Ciphertext ciphertext(long epoch, byte[] ciphertext) {
        return new SckaPart.Ciphertext(ciphertext, mac(Label.SCKA_CT, epoch, ciphertext));
    }

    /// @throws AuthenticationFailedException if the part is not the peer's
    void check(SckaPart part, long epoch) {
        Label label = switch (part) {
            case SckaPart.EncapsulationKey _ -> Label.SCKA_EK;
            case SckaPart.Ciphertext _ -> Label.SCKA_CT;
        };
        if (!Mac.equal(part.mac(), mac(label, epoch, part.key()))) {
            throw new AuthenticationFailedException();
        }
    }

    private byte[] mac(Label label, long epoch, byte[] key) {
        return Mac.hmacSha256(SecretAccess.bytes(macKey), label.with(Keys.u32(epoch)), key);
    }

    @Override
    public void close() {
        root.close();
        macKey.close();
    }
}
