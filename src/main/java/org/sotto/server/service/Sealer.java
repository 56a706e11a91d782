package org.sotto.server.service;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Arrays;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.primitive.Aead;
import org.sotto.server.certificate.ServerKeys;
import org.sotto.wire.ByteWriter;

/// Encrypts columns under the storage key, whatever the database below encrypts (section 7): nonce 24 ‖ AEAD.
///
/// The table and the row go into the associated data: a sealed value moved to another place does not open.
@Singleton
public final class Sealer {
    /// What sealing adds, in bytes.
    public static final int OVERHEAD = Aead.NONCE + Aead.TAG;

    private final ServerKeys keys;
    private final SecureRandom random;

    Sealer(ServerKeys keys, SecureRandom random) {
        this.keys = keys;
        this.random = random;
    }

    /// @param row what names the row: its tag, or its column's name and its tag
    public byte[] seal(Table table, byte[] row, byte[] plaintext) {
        byte[] nonce = new byte[Aead.NONCE];
        random.nextBytes(nonce);
        try (SecretBytes key = keys.storage()) {
            byte[] sealed = Aead.seal(SecretAccess.bytes(key), nonce, place(table, row), plaintext);
            return new ByteWriter(nonce.length + sealed.length)
                    .bytes(nonce)
                    .bytes(sealed)
                    .toByteArray();
        }
    }

    /// @throws IllegalStateException if the row was not written by this server in this place
    public byte[] open(Table table, byte[] row, byte[] sealed) {
        if (sealed.length < OVERHEAD) {
            throw new IllegalStateException("a sealed value in " + table + " is cut off");
        }
        byte[] nonce = Arrays.copyOf(sealed, Aead.NONCE);
        byte[] rest = Arrays.copyOfRange(sealed, Aead.NONCE, sealed.length);
        try (SecretBytes key = keys.storage()) {
            return Aead.open(SecretAccess.bytes(key), nonce, place(table, row), rest);
        }
    }

    private static byte[] place(Table table, byte[] row) {
        byte[] domain = table.domain();
        return new ByteWriter(domain.length + row.length)
                .bytes(domain)
                .bytes(row)
                .toByteArray();
    }
}
