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
