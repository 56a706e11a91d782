package org.sotto.support;

import java.util.Random;

/// Texts that compress about as well as a person's do: words of a small vocabulary, some of them often.
public final class Prose {
    private static final int WORDS = 600;

    private Prose() {}

    /// @param characters ASCII, so as many bytes
    public static String of(int characters, long seed) {
        Random random = new Random(seed);
        String[] words = vocabulary(random);
        StringBuilder text = new StringBuilder(characters + 16);
        while (text.length() < characters) {
            double skewed = random.nextDouble() * random.nextDouble();
            text.append(words[(int) (skewed * WORDS)]).append(random.nextInt(9) == 0 ? ", " : " ");
        }
        return text.substring(0, characters);
    }

    /// Letters with pieces of what went before between them: the harder zstd looks, the more it finds.
    public static String repeating(int characters, long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(characters + 16);
        while (text.length() < characters) {
            if (text.length() > 50 && random.nextInt(3) == 0) {
                int length = 4 + random.nextInt(12);
                int at = random.nextInt(text.length() - length);
                text.append(text, at, at + length);
            } else {
                text.append((char) ('a' + random.nextInt(26)));
            }
        }
        return text.substring(0, characters);
    }

    private static String[] vocabulary(Random random) {
        String[] words = new String[WORDS];
        for (int i = 0; i < WORDS; i++) {
            StringBuilder word = new StringBuilder();
            for (int length = 2 + random.nextInt(7); length > 0; length--) {
                word.append((char) ('a' + random.nextInt(26)));
            }
            words[i] = word.toString();
        }
        return words;
    }
}
