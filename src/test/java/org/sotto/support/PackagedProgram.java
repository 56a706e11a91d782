package org.sotto.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// `./sotto`, made ready before the first test uses it: no test is to wait for archives of classes, nor to see a line
/// about them.
public final class PackagedProgram {
    private static final Path LAUNCHER = Path.of("sotto").toAbsolutePath();
    private static final long PATIENCE_SECONDS = 240;

    static {
        makeReady();
    }

    private PackagedProgram() {}

    public static String launcher() {
        return LAUNCHER.toString();
    }

    private static void makeReady() {
        try {
            Process process =
                    new ProcessBuilder(launcher(), "version").inheritIO().start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new AssertionError("the program is not ready");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
