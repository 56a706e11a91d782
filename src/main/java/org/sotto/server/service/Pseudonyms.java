package org.sotto.server.service;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.primitive.Mac;
import org.sotto.server.certificate.ServerKeys;

/// What stands in the database in place of an id that others know: MAC(pepper, table ‖ 0 ‖ id), 32 bytes (section 7).
@Singleton
public final class Pseudonyms {
    private final ServerKeys keys;

    Pseudonyms(ServerKeys keys) {
        this.keys = keys;
    }

    public byte[] tag(Table table, byte[] id) {
        return mac(table.domain(), id);
    }

    /// A tag for another purpose than finding a row, for example a counter in memory.
    public byte[] tag(String purpose, byte[] id) {
        byte[] domain = ("memory/" + purpose + "\0").getBytes(StandardCharsets.US_ASCII);
        return mac(domain, id);
    }

    private byte[] mac(byte[] domain, byte[] id) {
        try (SecretBytes pepper = keys.pepper()) {
            return Mac.hmacSha256(SecretAccess.bytes(pepper), domain, id);
        }
    }
}
