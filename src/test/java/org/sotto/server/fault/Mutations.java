package org.sotto.server.fault;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/// Spoils bytes, each time in another way.
final class Mutations {
    private static final byte[][] WORDS = {
        ascii("null"),
        ascii("[]"),
        ascii("{}"),
        ascii("-1"),
        ascii("1e999999"),
        ascii("\"\""),
        ascii("\\u0000"),
        ascii("[[[[[[[[[[[[[[[["),
        ascii("9".repeat(400)),
        ascii("\":{\""),
        {(byte) 0xc0, (byte) 0x80},
        {0}
    };

    private final Random random;

    Mutations(long seed) {
        this.random = new Random(seed);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    byte[] spoil(byte[] good) {
        byte[] spoiled = once(good);
        return random.nextInt(4) == 0 ? once(spoiled) : spoiled;
    }

    private byte[] once(byte[] good) {
        int at = good.length == 0 ? 0 : random.nextInt(good.length);
        return switch (random.nextInt(6)) {
            case 0 -> flipped(good, at);
            case 1 -> Arrays.copyOf(good, at);
            case 2 -> replaced(good, at, at, WORDS[random.nextInt(WORDS.length)]);
            case 3 -> replaced(good, at, Math.min(good.length, at + 1 + random.nextInt(20)), new byte[0]);
            case 4 -> replaced(good, at, Math.min(good.length, at + 8), WORDS[random.nextInt(WORDS.length)]);
            default -> noise(random.nextInt(200));
        };
    }

    private byte[] flipped(byte[] good, int at) {
        byte[] flipped = good.clone();
        if (at < flipped.length) {
            flipped[at] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    private byte[] noise(int size) {
        byte[] noise = new byte[size];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] replaced(byte[] good, int from, int to, byte[] by) {
        byte[] replaced = Arrays.copyOf(good, from + by.length + good.length - to);
        System.arraycopy(by, 0, replaced, from, by.length);
        System.arraycopy(good, to, replaced, from + by.length, good.length - to);
        return replaced;
    }
}
