package org.sotto.server.service;

import java.util.Arrays;
import java.util.Base64;
import org.sotto.wire.ByteWriter;

/// A statement as it is stored: the hash that it is bound to (32), then the statement. The hash stays when the device
/// takes another identity, so that the statement can be checked again.
record DeviceAttestation(byte[] clientDataHash, byte[] statement) {
    private static final int HASH = 32;

    byte[] encode() {
        return new ByteWriter(clientDataHash.length + statement.length)
                .bytes(clientDataHash)
                .bytes(statement)
                .toByteArray();
    }

    /// @param stored at least 32 bytes: it was encoded here
    static DeviceAttestation decode(byte[] stored) {
        return new DeviceAttestation(Arrays.copyOf(stored, HASH), Arrays.copyOfRange(stored, HASH, stored.length));
    }

    /// @throws RefusedRequest Malformed
    static byte[] parse(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new RefusedRequest(new Refusal.Malformed("attestation is no base64url"));
        }
    }
}
