package org.sotto.server.certificate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.sotto.server.config.StartRefusedException;
import org.sotto.server.settings.SettingKey;
import org.sotto.server.settings.Settings;

/// What the settings point at, looked at before the first file is made.
public final class StartCheck {
    private StartCheck() {}

    /// @throws StartRefusedException if a certificate, a key file or a folder is not as the settings need it
    public static void check(Settings settings, Path data, Optional<Path> databaseKeyFile, Clock clock) {
        GivenCertificate.of(settings, data, clock).ifPresent(GivenCertificate::read);
        KeyDerivation derivation = KeyDerivation.of(settings);
        derivation.requireMemory(Runtime.getRuntime().maxMemory());
        DatabaseKeySource.check(databaseKeyFile, derivation);
        TrustRoots.of(settings, data);
        requireFolder(settings, data);
    }

    private static void requireFolder(Settings settings, Path data) {
        Path folder = settings.path(SettingKey.DATABASE, data.toAbsolutePath())
                .normalize()
                .getParent();
        boolean ours = data.toAbsolutePath().normalize().equals(folder);
        if (!ours && (folder == null || !Files.isWritable(folder) || !Files.isDirectory(folder))) {
            throw new StartRefusedException(SettingKey.DATABASE.path() + " is in " + folder
                    + ", which is no folder that this user may write (hint: make it first)");
        }
    }
}
