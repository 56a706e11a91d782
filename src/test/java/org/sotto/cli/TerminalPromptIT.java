package org.sotto.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sotto.support.PackagedProgram;

/// A passphrase typed at a real terminal, which util-linux' `script` provides.
class TerminalPromptIT {
    @TempDir
    Path folder;

    @Test
    void isAskedForWithoutEchoAlsoWhenTheOutputGoesElsewhere() throws Exception {
        Files.createDirectory(folder.resolve("home"));
        String screen = typed("my secret\n", "contacts --home home >results 2>errors; echo code $? >code; stty -a");
        assertTrue(screen.startsWith("passphrase: \r\n"), screen);
        assertFalse(screen.contains("my secret"), screen);
        assertTrue(screen.contains(" echo "), "the echo stays off: " + screen);
        assertEquals("", Files.readString(folder.resolve("results")));
        assertTrue(Files.readString(folder.resolve("code")).matches("code [13]\n"));
    }

    @Test
    void withoutATerminalTheHintNamesTheFile() throws Exception {
        Files.createDirectory(folder.resolve("home"));
        Process process = new ProcessBuilder("setsid", PackagedProgram.launcher(), "contacts", "--home", "home")
                .directory(folder.toFile())
                .start();
        RealShell.finish(process, "")
                .fails(1, "there is no terminal to ask for the passphrase on")
                .saysLike(".*--passphrase-file.*");
    }

    private String typed(String keys, String command) throws IOException, InterruptedException {
        String line = PackagedProgram.launcher() + " " + command;
        Process process = new ProcessBuilder(List.of("script", "-qec", line, "/dev/null"))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var screen = process.inputReader();
        StringBuilder seen = new StringBuilder();
        while (seen.indexOf("passphrase: ") < 0) {
            int next = screen.read();
            if (next < 0) {
                throw new AssertionError("no question came: " + seen);
            }
            seen.append((char) next);
        }
        process.outputWriter().append(keys).flush();
        screen.transferTo(new java.io.Writer() {
            @Override
            public void write(char[] buffer, int offset, int length) {
                seen.append(buffer, offset, length);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return seen.toString();
    }
}
