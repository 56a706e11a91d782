package org.sotto.client;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Looks for many byte strings in one pass over a file of any size.
final class ByteSearch {
    private static final int KEY = 8;
    private static final int CHUNK = 1 << 20;

    private final Map<Long, Map<String, byte[]>> byStart = new HashMap<>();
    private final boolean[] starts = new boolean[1 << 16];
    private int longest = KEY;

    /// @param pattern at least 8 bytes
    void add(String name, byte[] pattern) {
        byStart.computeIfAbsent(ByteBuffer.wrap(pattern).getLong(), start -> new HashMap<>())
                .put(name, pattern);
        starts[(pattern[0] & 0xff) << 8 | pattern[1] & 0xff] = true;
        longest = Math.max(longest, pattern.length);
    }

    /// The names of those that occur.
    Set<String> in(Path file) throws IOException {
        Set<String> found = new TreeSet<>();
        byte[] window = new byte[CHUNK + longest];
        int filled = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            while (true) {
                int read = in.readNBytes(window, filled, window.length - filled);
                filled += read;
                search(window, filled, found);
                if (read == 0) {
                    return found;
                }
                int kept = Math.min(filled, longest - 1);
                System.arraycopy(window, filled - kept, window, 0, kept);
                filled = kept;
            }
        }
    }

    private void search(byte[] bytes, int filled, Set<String> found) {
        ByteBuffer view = ByteBuffer.wrap(bytes);
        for (int at = 0; at <= filled - KEY; at++) {
            if (starts[(bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff]) {
                int from = at;
                byStart.getOrDefault(view.getLong(at), Map.of()).forEach((name, pattern) -> {
                    int end = from + pattern.length;
                    if (end <= filled && Arrays.equals(bytes, from, end, pattern, 0, pattern.length)) {
                        found.add(name);
                    }
                });
            }
        }
    }
}
