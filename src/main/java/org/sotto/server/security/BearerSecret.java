package org.sotto.server.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.sotto.crypto.primitive.Hash;
import org.sotto.crypto.primitive.Mac;
import org.sotto.server.config.PrivateFiles;
import org.sotto.server.config.StartRefusedException;

/// 32 random bytes as base64url in a file, made anew: one that went to a stranger is worth nothing afterwards. Only its
/// hash is kept in memory.
final class BearerSecret {
    private static final int SIZE = 32;
    private static final String SCHEME = "Bearer ";

    private final byte[] hash;

    private BearerSecret(byte[] hash) {
        this.hash = hash;
    }

    static BearerSecret make(Path file, SecureRandom random) {
        byte[] bytes = new byte[SIZE];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        write(file, token);
        return new BearerSecret(hash(token));
    }

    /// @param authorization the header as it came
    boolean admits(@Nullable String authorization) {
        return authorization != null
                && authorization.startsWith(SCHEME)
                && Mac.equal(hash(authorization.substring(SCHEME.length())), hash);
    }

    private static void write(Path file, String token) {
        try {
            PrivateFiles.write(file, (token + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new StartRefusedException("cannot write " + file + " (hint: is the disk full?)", e);
        }
    }

    private static byte[] hash(String token) {
        return Hash.sha256(token.getBytes(StandardCharsets.UTF_8));
    }
}
