package org.sotto.client.backup;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.sotto.client.backup.BackupException.Kind;
import org.sotto.crypto.key.HeldSecret;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.primitive.Hash;

/// 24 words that a person writes down: 256 random bits and 8 of their SHA-256, eleven a word (BIP-39, English list).
public final class RecoveryWords implements AutoCloseable {
    public static final int COUNT = 24;

    private static final int ENTROPY = 32;
    /// A typed text longer than this is no list of words, and is not searched for the nearest one.
    private static final int LONGEST_WORD = 32;

    private final HeldSecret entropy;

    private RecoveryWords(HeldSecret entropy) {
        this.entropy = entropy;
    }

    public static RecoveryWords generate(SecureRandom random) {
        byte[] entropy = new byte[ENTROPY];
        random.nextBytes(entropy);
        return new RecoveryWords(HeldSecret.adopt(entropy));
    }

    static RecoveryWords of(byte[] entropy) {
        return new RecoveryWords(HeldSecret.adopt(entropy.clone()));
    }

    /// Reads what a person typed: any spaces and line ends between the words, and either case.
    ///
    /// @throws BackupException WORD_COUNT, UNKNOWN_WORD with its place and the nearest word, or WORD_CHECKSUM
    public static RecoveryWords parse(String text) {
        String[] words = text.strip().toLowerCase(Locale.ROOT).split("\\s+");
        if (words.length != COUNT) {
            throw new BackupException(Kind.WORD_COUNT, "there are " + words.length + " words instead of " + COUNT);
        }
        byte[] bits = new byte[ENTROPY + 1];
        try {
            for (int i = 0; i < COUNT; i++) {
                put(bits, i * WordList.BITS, index(words[i], i + 1));
            }
            return checked(bits);
        } finally {
            Arrays.fill(bits, (byte) 0);
        }
    }

    private static RecoveryWords checked(byte[] bits) {
        byte[] entropy = Arrays.copyOf(bits, ENTROPY);
        if (bits[ENTROPY] != checksum(entropy)) {
            Arrays.fill(entropy, (byte) 0);
            throw new BackupException(
                    Kind.WORD_CHECKSUM, "each word is in the list, but one of them is wrong or out of its place");
        }
        return new RecoveryWords(HeldSecret.adopt(entropy));
    }

    private static int index(String word, int place) {
        int index = word.length() > LONGEST_WORD ? -1 : WordList.indexOf(word);
        if (index < 0) {
            String near = word.length() > LONGEST_WORD ? "" : ", did you mean " + WordList.nearest(word) + "?";
            throw new BackupException(Kind.UNKNOWN_WORD, "word " + place + " is not in the list" + near);
        }
        return index;
    }

    /// The words, in order.
    public List<String> words() {
        byte[] bits = new byte[ENTROPY + 1];
        try (SecretBytes copy = entropy.copy()) {
            System.arraycopy(SecretAccess.bytes(copy), 0, bits, 0, ENTROPY);
            bits[ENTROPY] = checksum(SecretAccess.bytes(copy));
        }
        List<String> words = new ArrayList<>(COUNT);
        for (int i = 0; i < COUNT; i++) {
            words.add(WordList.words().get(take(bits, i * WordList.BITS)));
        }
        Arrays.fill(bits, (byte) 0);
        return List.copyOf(words);
    }

    /// For one use; the caller closes it.
    SecretBytes entropy() {
        return entropy.copy();
    }

    private static byte checksum(byte[] entropy) {
        return Hash.sha256(entropy)[0];
    }

    private static void put(byte[] bits, int from, int value) {
        for (int i = 0; i < WordList.BITS; i++) {
            int at = from + i;
            int bit = value >> (WordList.BITS - 1 - i) & 1;
            bits[at / Byte.SIZE] |= (byte) (bit << (Byte.SIZE - 1 - at % Byte.SIZE));
        }
    }

    private static int take(byte[] bits, int from) {
        int value = 0;
        for (int at = from; at < from + WordList.BITS; at++) {
            value = value << 1 | bits[at / Byte.SIZE] >> (Byte.SIZE - 1 - at % Byte.SIZE) & 1;
        }
        return value;
    }

    @Override
    public void close() {
        entropy.close();
    }

    @Override
    public String toString() {
        return "RecoveryWords";
    }
}
