package org.sotto.server.security;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import org.sotto.server.config.DataFolder;
import org.sotto.server.config.StartRefusedException;

/// The bearer secret of whoever collects metrics, good for nothing else, fresh at each start. It has a folder of its
/// own: a collector in a container is given that, and neither a key nor `admin.token`.
@Singleton
public final class MetricsToken {
    private final BearerSecret secret;

    MetricsToken(DataFolder folder, SecureRandom random) {
        this.secret = BearerSecret.make(folder(folder.resolve("metrics")).resolve("token"), random);
    }

    private static Path folder(Path folder) {
        try {
            return Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new StartRefusedException("cannot make " + folder + " (hint: it must belong to this user)", e);
        }
    }

    /// @param authorization the header as it came
    public boolean admits(@Nullable String authorization) {
        return secret.admits(authorization);
    }
}
