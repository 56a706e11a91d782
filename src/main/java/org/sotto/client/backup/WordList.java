package org.sotto.client.backup;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;

/// The English list of BIP-39: 2,048 words in alphabetical order, each told apart by its first four letters.
final class WordList {
    static final int BITS = 11;

    private static final int PREFIX = 4;

    private WordList() {}

    private static final class Words {
        static final List<String> ALL = read();

        private Words() {}

        private static List<String> read() {
            try (InputStream in = WordList.class.getResourceAsStream("english.txt")) {
                if (in == null) {
                    throw new IllegalStateException("the list of words is missing from the program");
                }
                return List.of(new String(in.readAllBytes(), US_ASCII).split("\n"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static List<String> words() {
        return Words.ALL;
    }

    /// The word's place, or a negative number.
    static int indexOf(String word) {
        return Collections.binarySearch(Words.ALL, word);
    }

    /// The word of the list that takes the fewest changes of a letter; among equals, one with the same beginning.
    static String nearest(String word) {
        String best = Words.ALL.getFirst();
        int least = Integer.MAX_VALUE;
        for (String each : Words.ALL) {
            int cost = 2 * distance(word, each) - (sameBeginning(word, each) ? 1 : 0);
            if (cost < least) {
                least = cost;
                best = each;
            }
        }
        return best;
    }

    private static boolean sameBeginning(String a, String b) {
        return a.length() >= PREFIX && b.startsWith(a.substring(0, PREFIX));
    }

    /// Levenshtein's distance.
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replace = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replace, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
