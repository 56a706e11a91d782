package org.sotto.server.planted;

import com.github.luben.zstd.ZstdException;
import java.lang.foreign.Arena;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.Instant;
import javax.crypto.Cipher;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.sotto.client.Messenger;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.ratchet.TripleRatchet;
import org.sotto.protocol.compression.Compression;

/// Breaks rules on purpose: the control of `ArchitectureTest`. Never part of the program.
public final class PlantedInServer {
    static final SecretBytes KEY = SecretBytes.adopt(new byte[1]);

    private PlantedInServer() {}

    static Object all(TripleRatchet ratchet, Messenger messenger, Connection connection, Cipher cipher) {
        return new Object[] {
            ratchet,
            messenger,
            connection,
            cipher.getAlgorithm(),
            Arena.ofAuto(),
            new SHA512Digest(),
            new SecureRandom(),
            Instant.now(),
            SecretAccess.bytes(KEY),
            Compression.NONE,
            new ZstdException(1)
        };
    }
}
