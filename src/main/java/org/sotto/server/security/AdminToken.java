package org.sotto.server.security;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.sotto.crypto.primitive.Hash;
import org.sotto.crypto.primitive.Mac;
import org.sotto.server.config.DataFolder;
import org.sotto.server.config.PrivateFiles;
import org.sotto.server.config.StartRefusedException;

/// The operator's bearer secret, 32 random bytes as base64url in `admin.token`, fresh at each start: one that went to a
/// stranger is worth nothing afterwards. Only its hash is kept in memory.
@Singleton
public final class AdminToken {
    private static final int SIZE = 32;
    private static final String SCHEME = "Bearer ";

    private final byte[] hash;

    AdminToken(DataFolder folder, SecureRandom random) {
        byte[] bytes = new byte[SIZE];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        write(folder.resolve("admin.token"), token);
        this.hash = hash(token);
    }

    /// @param authorization the header as it came
    public boolean admits(@Nullable String authorization) {
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
