package org.sotto.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A machine where zstd's library cannot be loaded, or a host that left its jar out: [WithoutZstdChild] holds what is
/// expected.
final class WithoutZstdTest {
    @TempDir
    Path folder;

    private static final String CLASS_PATH = System.getProperty("java.class.path");

    @Test
    void textsAreSentAsTheyAreAndCompressedOnesWait() throws IOException, InterruptedException {
        assertEquals(0, run("-DZstdNativePath=/nowhere/libzstd.so", CLASS_PATH));
    }

    @Test
    void theSameWithoutItsJar() throws IOException, InterruptedException {
        String without = Arrays.stream(CLASS_PATH.split(File.pathSeparator))
                .filter(entry -> !entry.contains("zstd-jni"))
                .collect(Collectors.joining(File.pathSeparator));
        assertNotEquals(CLASS_PATH, without);
        assertEquals(0, run("-DZstdNativePath=/nowhere/libzstd.so", without));
    }

    @Test
    void theControlWithTheLibraryFails() throws IOException, InterruptedException {
        assertNotEquals(0, run("-Dsotto.control=true", CLASS_PATH));
    }

    private int run(String option, String classPath) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        option,
                        "-cp",
                        classPath,
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
