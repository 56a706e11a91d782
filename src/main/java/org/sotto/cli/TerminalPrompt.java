package org.sotto.cli;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.sotto.crypto.key.SecretBytes;

/// Asks on the controlling terminal, wherever standard input and output go, so that `sotto history bob | less` can ask.
final class TerminalPrompt implements PassphrasePrompt {
    private static final File TERMINAL = new File("/dev/tty");

    @Override
    public SecretBytes ask(String question) {
        try (InputStream in = new FileInputStream(TERMINAL);
                OutputStream out = new FileOutputStream(TERMINAL)) {
            return withoutEcho(question, in, out);
        } catch (IOException e) {
            throw new CliException(
                    "there is no terminal to ask for the passphrase on",
                    "give --passphrase-file FILE or set SOTTO_PASSPHRASE_FILE");
        }
    }

    private static SecretBytes withoutEcho(String question, InputStream in, OutputStream out) throws IOException {
        // a Ctrl-C at the prompt must not leave a terminal that shows nothing
        Thread restore = new Thread(() -> stty("echo"));
        Runtime.getRuntime().addShutdownHook(restore);
        stty("-echo");
        try {
            // only now, or the first keys of a fast hand would be seen
            out.write((question + ": ").getBytes(StandardCharsets.UTF_8));
            return line(in);
        } finally {
            stty("echo");
            Runtime.getRuntime().removeShutdownHook(restore);
            out.write('\n');
        }
    }

    private static SecretBytes line(InputStream in) throws IOException {
        try (WipedBuffer typed = new WipedBuffer()) {
            for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
                typed.write(next);
            }
            return SecretBytes.adopt(typed.toByteArray());
        }
    }

    private static void stty(String mode) {
        try {
            new ProcessBuilder("stty", mode)
                    .redirectInput(TERMINAL)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new CliException("the terminal's echo cannot be switched", "give --passphrase-file FILE");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Overwrites what was typed; growth may leave copies behind, like every array of a JVM.
    private static final class WipedBuffer extends ByteArrayOutputStream {
        private WipedBuffer() {
            super(PassphraseSource.MAX_BYTES);
        }

        @Override
        public void close() {
            Arrays.fill(buf, (byte) 0);
        }
    }
}
