package org.sotto.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sotto.crypto.key.SecretBytes;

/// Where a passphrase comes from: a file that only its owner can read, or the terminal.
public final class PassphraseSource {
    /// Longer files are no passphrase files but a mistake.
    static final int MAX_BYTES = 4096;

    private static final Set<PosixFilePermission> OF_OTHERS =
            EnumSet.range(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_EXECUTE);

    private final @Nullable Path file;
    private final PassphrasePrompt prompt;

    PassphraseSource(@Nullable Path file, PassphrasePrompt prompt) {
        this.file = file;
        this.prompt = prompt;
    }

    /// For a command outside of this package: the file, or else that of a variable, or else this process's terminal.
    ///
    /// @param file null if none was named
    public static PassphraseSource ofProcess(@Nullable Path file, String variable) {
        String named = System.getenv().getOrDefault(variable, "");
        Path chosen = file == null && !named.isEmpty() ? Path.of(named) : file;
        return new PassphraseSource(chosen, new TerminalPrompt());
    }

    /// The passphrase of something that exists.
    public SecretBytes existing() {
        return notEmpty(file == null ? prompt.ask("passphrase") : read(file));
    }

    /// The passphrase of something new: typed twice, for nobody can look it up later.
    public SecretBytes chosen() {
        if (file != null) {
            return existing();
        }
        SecretBytes first = notEmpty(prompt.ask("new passphrase"));
        try (SecretBytes second = prompt.ask("the same again")) {
            if (first.contentEquals(second)) {
                return first;
            }
        }
        first.close();
        throw new CliException("the two passphrases differ", "nothing was made; try again");
    }

    private static SecretBytes notEmpty(SecretBytes passphrase) {
        if (passphrase.length() == 0) {
            throw new CliException("the passphrase is empty", "choose a longer one");
        }
        return passphrase;
    }

    private static SecretBytes read(Path file) {
        try {
            if (Files.getPosixFilePermissions(file).stream().anyMatch(OF_OTHERS::contains)) {
                throw new CliException(
                        "the passphrase file " + file + " is open to others", "close it with chmod 600 " + file);
            }
            try (InputStream in = Files.newInputStream(file)) {
                return withoutLineEnd(in.readNBytes(MAX_BYTES + 1), file);
            }
        } catch (NoSuchFileException e) {
            throw new CliException("there is no passphrase file " + file, "check --passphrase-file");
        } catch (IOException e) {
            throw new CliException("the passphrase file " + file + " cannot be read", "it must be a file of yours");
        }
    }

    private static SecretBytes withoutLineEnd(byte[] read, Path file) {
        try {
            if (read.length > MAX_BYTES) {
                throw new CliException(
                        "the passphrase file " + file + " has more than " + MAX_BYTES + " bytes",
                        "is it the right file?");
            }
            int length = read.length;
            if (length > 0 && read[length - 1] == '\n') {
                length--;
            }
            if (length > 0 && length < read.length && read[length - 1] == '\r') {
                length--;
            }
            return SecretBytes.adopt(Arrays.copyOf(read, length));
        } finally {
            Arrays.fill(read, (byte) 0);
        }
    }
}
