package org.sotto.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Looks for texts in every file of a folder, in every [Encoding]. One pass over each file, whatever the number of
/// texts: the first two bytes at a place choose the few needles that could start there.
final class PlaintextSearch {
    private static final int PREFIXES = 1 << 16;

    /// Shorter than this, a needle would be met by chance in random bytes.
    private static final int MIN_NEEDLE = 8;

    private final List<List<byte[]>> byPrefix = new ArrayList<>();

    PlaintextSearch(List<String> texts) {
        for (int i = 0; i < PREFIXES; i++) {
            byPrefix.add(List.of());
        }
        for (String text : texts) {
            for (Encoding encoding : Encoding.values()) {
                encoding.needles(text).forEach(this::add);
            }
        }
    }

    /// The files that hold one of the texts.
    List<Path> in(Path folder) {
        return files(folder).stream().filter(this::found).toList();
    }

    /// Every regular file below the folder.
    static List<Path> files(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(byte[] needle) {
        if (needle.length < MIN_NEEDLE) {
            throw new IllegalArgumentException("the text is too short to be looked for");
        }
        List<byte[]> longer = new ArrayList<>(byPrefix.get(prefix(needle, 0)));
        longer.add(needle);
        byPrefix.set(prefix(needle, 0), longer);
    }

    private boolean found(Path file) {
        byte[] bytes = read(file);
        for (int i = 0; i + 1 < bytes.length; i++) {
            for (byte[] needle : byPrefix.get(prefix(bytes, i))) {
                int end = i + needle.length;
                if (end <= bytes.length && Arrays.equals(bytes, i, end, needle, 0, needle.length)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static int prefix(byte[] bytes, int at) {
        return Byte.toUnsignedInt(bytes[at]) << Byte.SIZE | Byte.toUnsignedInt(bytes[at + 1]);
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
