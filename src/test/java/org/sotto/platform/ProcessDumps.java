package org.sotto.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the kernel shows of whether a running process can be dumped.
public final class ProcessDumps {
    private ProcessDumps() {}

    /// Soft and hard limit of 0, which nothing in the process can raise again.
    public static boolean hasNoCore(long pid) throws IOException {
        String limit = Files.readAllLines(Path.of("/proc/" + pid + "/limits")).stream()
                .filter(line -> line.startsWith("Max core file size"))
                .findFirst()
                .orElseThrow();
        return limit.matches("Max core file size +0 +0 +bytes *");
    }

    /// Of a process that can be dumped, its files in /proc belong to its user; else to root.
    public static String owner(long pid) throws IOException {
        return Files.getOwner(Path.of("/proc/" + pid + "/environ")).getName();
    }
}
