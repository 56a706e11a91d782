package org.sotto.server.backup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sotto.server.certificate.ServerKeys;
import org.sotto.server.config.DataFolder;
import org.sotto.server.settings.SettingKey;
import org.sotto.server.settings.Settings;

/// What a backup holds beside the database: every key of the data folder, the salt, and the certificate with its key,
/// the operator's own too, for clients hold on to that key. The file of `DATABASE_ENCRYPTION_KEY_FILE` is kept apart
/// from the data, so it is kept apart from the backup as well.
final class BackupFiles {
    static final String DATABASE = DataFolder.DATABASE;
    private static final String CERTIFICATE = SettingKey.CERTIFICATE.byDefault();
    private static final String PRIVATE_KEY = SettingKey.PRIVATE_KEY.byDefault();

    private BackupFiles() {}

    /// Name in the backup and file, of those that are there.
    static Map<String, Path> present(DataFolder folder, Settings settings) {
        Map<String, Path> files = new LinkedHashMap<>();
        ServerKeys.files().forEach(name -> files.put(name, folder.resolve(name)));
        files.put(CERTIFICATE, folder.resolve(settings.text(SettingKey.CERTIFICATE)));
        files.put(PRIVATE_KEY, folder.resolve(settings.text(SettingKey.PRIVATE_KEY)));
        files.values().removeIf(file -> !Files.exists(file));
        return files;
    }

    /// Names that a backup may hold: nothing else is written anywhere.
    static List<String> names() {
        return Stream.concat(ServerKeys.files().stream(), Stream.of(CERTIFICATE, PRIVATE_KEY, DATABASE))
                .toList();
    }
}
