package org.sotto.crypto.proof;

import java.util.Arrays;
import org.sotto.crypto.Label;
import org.sotto.wire.ByteWriter;

/// All that a device's proof is bound to (section 8 of docs/protocol.md).
///
/// The transcript, label first: server id 32 ‖ TLS exporter 32 ‖ device id 32 ‖ Y 32 ‖ client nonce 32 ‖ server nonce
/// 32 ‖ expiry u64 ms ‖ challenge 32. R follows it in the hash of the proof.
public final class ProofContext {
    /// Size in bytes of every field but the expiry.
    public static final int FIELD = 32;

    private static final int FIELDS = 7 * FIELD + 8;

    /// What the proof is for: one purpose's proof is worth nothing for the other.
    public enum Purpose {
        AUTH(Label.AUTH),
        REGISTER(Label.REGISTER);

        private final Label label;

        Purpose(Label label) {
            this.label = label;
        }
    }

    private final byte[] publicKey;
    private final byte[] transcript;

    /// @param exporter the TLS exporter `EXPORTER-Channel-Binding` (RFC 9266) of the connection that is spoken on
    /// @param publicKey Y, the device's key
    /// @param expiryMs milliseconds since the epoch
    /// @throws IllegalArgumentException if a field is not 32 bytes or the expiry is negative
    public ProofContext(
            Purpose purpose,
            byte[] serverId,
            byte[] exporter,
            byte[] deviceId,
            byte[] publicKey,
            byte[] clientNonce,
            byte[] serverNonce,
            long expiryMs,
            byte[] challenge) {
        byte[] label = purpose.label.bytes();
        ByteWriter out = new ByteWriter(label.length + FIELDS).bytes(label);
        for (byte[] field : new byte[][] {serverId, exporter, deviceId, publicKey, clientNonce, serverNonce}) {
            out.bytes(sized(field));
        }
        this.transcript = out.u64(expiryMs).bytes(sized(challenge)).toByteArray();
        this.publicKey = publicKey.clone();
    }

    /// Y, 32 bytes.
    byte[] publicKey() {
        return publicKey;
    }

    /// The hash's input without R.
    byte[] transcript() {
        return transcript;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ProofContext context && Arrays.equals(transcript, context.transcript);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(transcript);
    }

    private static byte[] sized(byte[] field) {
        if (field.length != FIELD) {
            throw new IllegalArgumentException("a field of a proof is 32 bytes");
        }
        return field;
    }
}
