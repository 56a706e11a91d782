package org.sotto.server.security;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.sotto.crypto.primitive.Hash;
import org.sotto.crypto.primitive.Mac;
import org.sotto.server.config.DataFolder;
import org.sotto.server.config.PrivateFiles;
import org.sotto.server.config.StartRefusedException;

/// The operator's bearer secret, 32 random bytes as base64url in `admin.token`. Only its hash is kept in memory.
@Singleton
public final class AdminToken {
    private static final int SIZE = 32;
    private static final String SCHEME = "Bearer ";

    private final byte[] hash;

    AdminToken(DataFolder folder, SecureRandom random) {
        Path file = folder.resolve("admin.token");
        if (!Files.exists(file)) {
            make(file, random);
        }
        String token = new String(PrivateFiles.read(file), StandardCharsets.US_ASCII).strip();
        if (token.length() < SIZE) {
            throw new StartRefusedException(
                    "the operator's token " + file + " is too short (hint: delete it; the start makes a new one)");
        }
        this.hash = hash(token);
    }

    /// @param authorization the header as it came
    public boolean admits(@Nullable String authorization) {
        return authorization != null
                && authorization.startsWith(SCHEME)
                && Mac.equal(hash(authorization.substring(SCHEME.length())), hash);
    }

    private static void make(Path file, SecureRandom random) {
        byte[] bytes = new byte[SIZE];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + "\n";
        try {
            PrivateFiles.write(file, token.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new StartRefusedException("cannot write " + file + " (hint: is the disk full?)", e);
        }
    }

    private static byte[] hash(String token) {
        return Hash.sha256(token.getBytes(StandardCharsets.UTF_8));
    }
}
