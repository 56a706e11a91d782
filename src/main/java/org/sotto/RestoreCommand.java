package org.sotto;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sotto.cli.HelpOption;
import org.sotto.cli.PassphraseSource;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.server.backup.Restore;
import org.sotto.server.backup.RestoreRefusedException;
import org.sotto.server.config.StartRefusedException;
import org.sotto.server.config.SystemRandom;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Makes a data folder out of a backup; no server runs meanwhile.
@Command(
        name = "server-restore",
        description = "Make a server's folder out of a backup: all of it, or nothing.",
        sortOptions = false)
final class RestoreCommand implements Callable<Integer> {
    private static final int WRONG_PASSPHRASE = 3;

    @Parameters(paramLabel = "FILE", description = "what sotto server-backup made")
    private Path file;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "the folder to be, new or empty (default: SOTTO_DATA or ./data)")
    private @Nullable Path data;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "the settings that the server had (default: SOTTO_CONFIG, or config/config.json beside the"
                    + " server's folder where there is one)")
    private @Nullable String config;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "read the passphrase there (default: " + BackupCommand.VARIABLE + ", or ask)")
    private @Nullable Path passphraseFile;

    @Option(
            names = "--new-key-file",
            paramLabel = "FILE",
            description = "put the database under the key of this file; give it as DATABASE_ENCRYPTION_KEY_FILE from"
                    + " then on")
    private @Nullable Path newKeyFile;

    @Mixin
    private final HelpOption help = new HelpOption();

    @Override
    public Integer call() {
        try {
            restore();
            return CommandLine.ExitCode.OK;
        } catch (StartRefusedException e) {
            Complaint.say(String.valueOf(e.getMessage()));
            return CommandLine.ExitCode.SOFTWARE;
        } catch (RestoreRefusedException e) {
            Complaint.say(String.valueOf(e.getMessage()), e.hint());
            return e.isWrongPassphrase() ? WRONG_PASSPHRASE : CommandLine.ExitCode.SOFTWARE;
        }
    }

    private void restore() {
        Path folder = DataOption.folder(data);
        StartSettings start = new StartSettings(System.getenv(), folder.toString(), config);
        Restore restore = new Restore(folder, start.unchecked(), start.keyFile(), Optional.ofNullable(newKeyFile));
        restore.requireEmpty(); // before somebody types a passphrase
        try (SecretBytes passphrase = PassphraseSource.ofProcess(passphraseFile, BackupCommand.VARIABLE)
                .existing()) {
            restore.run(file, passphrase, SystemRandom.random());
        }
    }
}
