package org.sotto;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sotto.cli.HelpOption;
import org.sotto.cli.PassphraseSource;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.operator.OperatorClient;
import org.sotto.operator.ServerFolder;
import org.sotto.server.backup.BackupKey;
import org.sotto.server.backup.BackupTarget;
import org.sotto.server.backup.RestoreRefusedException;
import org.sotto.server.config.SystemRandom;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Asks the running server for a backup. The passphrase stays here: the server seals under a key that is made of it.
@Command(
        name = "server-backup",
        description = "Back up the running server into a new file, sealed under a passphrase.",
        sortOptions = false)
final class BackupCommand implements Callable<Integer> {
    static final String VARIABLE = "SOTTO_BACKUP_PASSPHRASE_FILE";
    private static final String STANDARD_OUTPUT = "-";

    @Parameters(paramLabel = "FILE", description = "what to make, or a single - for standard output")
    private String file;

    @Option(names = "--data", paramLabel = "DIR", description = "the server's folder (default: SOTTO_DATA or ./data)")
    private @Nullable Path data;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "read the passphrase there (default: " + VARIABLE + ", or ask)")
    private @Nullable Path passphraseFile;

    @Mixin
    private final HelpOption help = new HelpOption();

    @Override
    public Integer call() {
        OperatorClient server = new OperatorClient(new ServerFolder(DataOption.folder(data)));
        server.requireReady(); // before somebody types a passphrase
        try (SecretBytes passphrase =
                        PassphraseSource.ofProcess(passphraseFile, VARIABLE).chosen();
                BackupKey key = BackupKey.fresh(passphrase, SystemRandom.random())) {
            write(server, key);
            return CommandLine.ExitCode.OK;
        } catch (RestoreRefusedException e) {
            Complaint.say(String.valueOf(e.getMessage()), e.hint());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private void write(OperatorClient server, BackupKey key) {
        if (!file.equals(STANDARD_OUTPUT)) {
            BackupTarget.write(Path.of(file), key, to -> ask(server, key, to));
            return;
        }
        try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            ask(server, key, out);
        } catch (IOException e) {
            throw new RestoreRefusedException("the backup cannot be written: " + e.getMessage(), "is the disk full?");
        }
    }

    private static void ask(OperatorClient server, BackupKey key, OutputStream to) {
        byte[] encoded = key.encode();
        try {
            server.backUp(encoded, to);
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
    }
}
