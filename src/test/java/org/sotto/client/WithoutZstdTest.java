package org.sotto.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A machine where zstd's library cannot be loaded: [WithoutZstdChild] holds what is expected.
final class WithoutZstdTest {
    @TempDir
    Path folder;

    @Test
    void textsAreSentAsTheyAreAndCompressedOnesWait() throws IOException, InterruptedException {
        assertEquals(0, run("-DZstdNativePath=/nowhere/libzstd.so"));
    }

    @Test
    void theControlWithTheLibraryFails() throws IOException, InterruptedException {
        assertNotEquals(0, run("-Dsotto.control=true"));
    }

    private int run(String option) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        option,
                        "-cp",
                        System.getProperty("java.class.path"),
                        WithoutZstdChild.class.getName(),
                        folder.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(folder.resolve("errors").toFile())
                .start();
        if (!child.waitFor(120, TimeUnit.SECONDS)) {
            child.destroyForcibly();
            throw new AssertionError("the child does not end");
        }
        if (child.exitValue() != 0 && option.startsWith("-DZstd")) {
            throw new AssertionError(java.nio.file.Files.readString(folder.resolve("errors")));
        }
        return child.exitValue();
    }
}
