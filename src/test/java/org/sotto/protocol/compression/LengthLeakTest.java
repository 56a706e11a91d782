package org.sotto.protocol.compression;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sotto.protocol.Content;
import org.sotto.protocol.MailboxGrant;
import org.sotto.protocol.Padding;
import org.sotto.protocol.PaddingStrategy;
import org.sotto.support.Prose;

/// What the length of a blob tells: at most log₂ of the number of lengths that can be seen. Figures of section 6.
final class LengthLeakTest {
    private static final int ORDINARY = 1_337;
    private static final int FIRST = 4_225;
    private static final double LOG2_3 = 1.585;
    private static final byte[] ID = new byte[Content.ID_SIZE];

    /// Texts that fit the three classes whatever becomes of them, and those that fit the two of a first blob.
    private static final int LONGEST = 8_000;
    private static final int LONGEST_IN_FIRST = 6_800;
    private static final int STEP = 7;

    /// One text that compresses well, one that hardly does.
    private static final String PROSE = Prose.of(LONGEST, 42);
    private static final String NOISE = noise(LONGEST);

    @ParameterizedTest
    @EnumSource(Compression.class)
    void anOrdinaryBlobTellsOneOfThreeWithAndWithoutCompression(Compression compression) {
        Set<Integer> seen = sizes(LONGEST, text -> ORDINARY + padded(text, PaddingStrategy.BUCKET, false, compression));
        assertEquals(Set.of(2_048, 5_120, 11_136), seen);
        assertTrue(bits(seen) <= LOG2_3, bits(seen) + " bits");
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void aFirstBlobTellsOneOfTwo(Compression compression) {
        Set<Integer> seen =
                sizes(LONGEST_IN_FIRST, text -> FIRST + padded(text, PaddingStrategy.BUCKET, true, compression));
        assertEquals(Set.of(5_120, 11_136), seen);
        assertEquals(1.0, bits(seen));
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void constantTellsNothing(Compression compression) {
        Set<Integer> seen =
                sizes(LONGEST, text -> ORDINARY + padded(text, PaddingStrategy.CONSTANT, false, compression));
        assertEquals(Set.of(11_136), seen);
        assertEquals(0.0, bits(seen));
    }

    /// The control: the same texts without padding.
    @ParameterizedTest
    @EnumSource(Compression.class)
    void withoutPaddingALengthTellsMore(Compression compression) {
        Set<Integer> seen = sizes(LONGEST, text -> {
            byte[] content = content(text).encode();
            return Zstd.pack(content, compression).orElse(content).length;
        });
        assertTrue(bits(seen) > 8, bits(seen) + " bits");
    }

    /// Two texts of one length: with compression a size tells of what they say, and not only of how long they are.
    @Test
    void compressionMovesTheBitsFromTheLengthToTheContent() {
        byte[] prose = content(PROSE.substring(0, 7_000)).encode();
        byte[] noise = content(NOISE.substring(0, 7_000)).encode();
        assertEquals(size(prose, Compression.NONE), size(noise, Compression.NONE));
        assertEquals(5_120, size(prose, Compression.HARDEST));
        assertEquals(11_136, size(noise, Compression.HARDEST));
    }

    /// A secret and a text that somebody else has chosen in one content: a right guess shrinks it, and padding shows it
    /// wherever the size lies at the edge of a class. So padding alone is no defence.
    @Test
    void paddingAloneDoesNotHideAGuess() {
        assertTrue(edges(Compression.FAST) > 0, "the attack works where it is not prevented");
    }

    /// The defence: what carries a secret is not compressed, so that both guesses have one size at every length.
    @Test
    void whatCarriesASecretIsNotCompressed() {
        MailboxGrant grant = new MailboxGrant(new byte[32], new byte[32]);
        Content content = content(PROSE).withGrant(grant);
        for (NetworkQuality quality : NetworkQuality.values()) {
            for (Urgency urgency : Urgency.values()) {
                Compression chosen =
                        CompressionPolicy.choose(quality, urgency, content.encode().length, content.payload());
                assertEquals(0, edges(chosen), "at " + quality + " " + urgency);
            }
        }
    }

    /// How many lengths of filling let the size of the blob tell a right guess from a wrong one.
    private static long edges(Compression compression) {
        String secret = "the key to the cellar is 7351-2290-8846-1927 and lies under the third stone";
        String right = secret;
        String wrong = new StringBuilder(noise(2_500)).reverse().substring(0, secret.length());
        return IntStream.range(4_400, 5_200)
                .filter(filling -> size(guess(secret, right, filling), compression)
                        != size(guess(secret, wrong, filling), compression))
                .count();
    }

    private static byte[] guess(String secret, String guess, int filling) {
        return content(secret + noise(filling) + guess).encode();
    }

    @ParameterizedTest
    @ValueSource(ints = {1_100, 1_500, 2_500, 3_500, 5_000})
    void aContentIsCompressedOnlyIntoASmallerBlob(int length) {
        for (Compression compression : Compression.values()) {
            byte[] content = content(Prose.of(length, length)).encode();
            byte[] plaintext = Padding.pad(content, PaddingStrategy.BUCKET, false, compression);
            byte[] plain = Padding.pad(content, PaddingStrategy.BUCKET, false);
            assertEquals(plaintext[0] == 1, plaintext.length < plain.length, "length " + length);
            assertEquals(content.length, Padding.unpad(plaintext).length);
        }
    }

    @Test
    void aContentThatWouldStayInItsClassIsLeftAsItIs() {
        byte[] noise = content(noise(3_000)).encode();
        assertNotEquals(noise.length, Zstd.pack(noise, Compression.HARDEST).orElseThrow().length);
        assertEquals(0, Padding.pad(noise, PaddingStrategy.BUCKET, false, Compression.HARDEST)[0]);
        byte[] prose = content(Prose.of(4_500, 5)).encode();
        assertEquals(1, Padding.pad(prose, PaddingStrategy.BUCKET, false, Compression.HARDEST)[0], "the control");
        assertEquals(0, Padding.pad(prose, PaddingStrategy.CONSTANT, false, Compression.HARDEST)[0]);
    }

    private static Set<Integer> sizes(int longest, ToIntFunction<String> sizeOf) {
        Set<Integer> seen = new TreeSet<>();
        for (int length = 1; length <= longest; length += STEP) {
            seen.add(sizeOf.applyAsInt(PROSE.substring(0, length)));
            seen.add(sizeOf.applyAsInt(NOISE.substring(0, length)));
        }
        return seen;
    }

    private static double bits(Set<Integer> seen) {
        return Math.log(seen.size()) / Math.log(2);
    }

    private static int padded(String text, PaddingStrategy strategy, boolean first, Compression compression) {
        return Padding.pad(content(text).encode(), strategy, first, compression).length;
    }

    private static int size(byte[] content, Compression compression) {
        return ORDINARY + Padding.pad(content, PaddingStrategy.BUCKET, false, compression).length;
    }

    private static Content content(String text) {
        return Content.text(ID, 0, text);
    }

    /// Letters that compress to three quarters of their number.
    private static String noise(int length) {
        Random random = new Random(9);
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) ('0' + random.nextInt(64));
        }
        return new String(bytes, US_ASCII);
    }
}
