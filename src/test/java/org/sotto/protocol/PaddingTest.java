package org.sotto.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// Sizes of section 6 of docs/protocol.md, at each limit and one beyond it.
final class PaddingTest {
    private static final int ORDINARY = 1_337;
    private static final int FIRST = 4_225;

    @ParameterizedTest
    @CsvSource({
        "0, 2048",
        "709, 2048",
        "710, 5120",
        "3781, 5120",
        "3782, 11136",
        "9797, 11136",
        "9798, 11264",
        "1048576, 1081344"
    })
    void anOrdinaryBlobHasTheSmallestClassThatHoldsTheContent(int content, int blob) {
        assertEquals(blob, ORDINARY + Padding.pad(new byte[content], PaddingStrategy.BUCKET, false).length);
        assertTrue(Blob.validSize(Blob.Type.ORDINARY, blob));
    }

    @ParameterizedTest
    @CsvSource({"0, 5120", "893, 5120", "894, 11136", "6909, 11136", "6910, 11264", "1048576, 1081344"})
    void aFirstBlobLikewise(int content, int blob) {
        assertEquals(blob, FIRST + Padding.pad(new byte[content], PaddingStrategy.BUCKET, true).length);
        assertTrue(Blob.validSize(Blob.Type.FIRST, blob));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 709, 893, 3_781, 6_909})
    void constantIsConstant(int content) {
        assertEquals(11_136, ORDINARY + Padding.pad(new byte[content], PaddingStrategy.CONSTANT, false).length);
        assertEquals(11_136, FIRST + Padding.pad(new byte[content], PaddingStrategy.CONSTANT, true).length);
    }

    @Test
    void refusesContentsBeyondTheirCapacity() {
        assertEquals(9_797, Padding.capacity(PaddingStrategy.CONSTANT, false));
        assertEquals(6_909, Padding.capacity(PaddingStrategy.CONSTANT, true));
        assertEquals(1_048_576, Padding.capacity(PaddingStrategy.BUCKET, true));
        tooLarge(9_798, PaddingStrategy.CONSTANT, false);
        tooLarge(6_910, PaddingStrategy.CONSTANT, true);
        tooLarge(1_048_577, PaddingStrategy.BUCKET, false);
    }

    /// What a size tells of a content that fits the classes: log₂ 3 bits by bucket, nothing by constant.
    @Test
    void bucketLeaksOneOfThreeAndConstantNothing() {
        Set<Integer> bucket = new HashSet<>();
        Set<Integer> constant = new HashSet<>();
        for (int content = 0; content <= 9_797; content++) {
            bucket.add(Padding.pad(new byte[content], PaddingStrategy.BUCKET, false).length);
            constant.add(Padding.pad(new byte[content], PaddingStrategy.CONSTANT, false).length);
        }
        assertEquals(3, bucket.size());
        assertEquals(1, constant.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 709, 710, 9_798, 1_048_576})
    void whatIsPaddedIsUnpadded(int size) {
        byte[] content = new byte[size];
        Arrays.fill(content, (byte) 0x80);
        for (PaddingStrategy strategy : PaddingStrategy.values()) {
            if (size <= Padding.capacity(strategy, false)) {
                assertArrayEquals(content, Padding.unpad(Padding.pad(content, strategy, false)));
            }
        }
        byte[] zeros = new byte[size];
        assertArrayEquals(zeros, Padding.unpad(Padding.pad(zeros, PaddingStrategy.BUCKET, true)));
    }

    @Nested
    class Refusals {
        @Test
        void anyOtherEnding() {
            refuse(Kind.TRUNCATED);
            refuse(Kind.TRUNCATED, 0);
            refuse(Kind.TRUNCATED, 0, 0, 0);
            refuse(Kind.TRUNCATED, 0x80);
            refuse(Kind.TRUNCATED, 0x80, 0);
            refuse(Kind.NON_ZERO_FILL, 0, 1);
            refuse(Kind.NON_ZERO_FILL, 0, 0x80, 1);
            refuse(Kind.NON_ZERO_FILL, 0, 0x81);
            assertEquals(0, Padding.unpad(bytes(0, 0x80)).length);
        }

        @Test
        void aCompressionThatThisVersionDoesNotKnow() {
            refuse(Kind.TRUNCATED, 1, 7, 0x80);
            refuse(Kind.UNSUPPORTED, 2, 7, 0x80);
            refuse(Kind.UNSUPPORTED, 0xff, 7, 0x80);
        }

        @Test
        void aContentAboveOneMebibyte() {
            byte[] plaintext = new byte[1_048_577 + 2];
            plaintext[plaintext.length - 1] = (byte) 0x80;
            MalformedException e = assertThrows(MalformedException.class, () -> Padding.unpad(plaintext));
            assertEquals(Kind.OUT_OF_RANGE, e.kind());
        }

        private void refuse(Kind kind, int... plaintext) {
            MalformedException e = assertThrows(MalformedException.class, () -> Padding.unpad(bytes(plaintext)));
            assertEquals(kind, e.kind());
        }

        private static byte[] bytes(int... values) {
            byte[] bytes = new byte[values.length];
            for (int i = 0; i < values.length; i++) {
                bytes[i] = (byte) values[i];
            }
            return bytes;
        }
    }

    @Nested
    class Sizes {
        @ParameterizedTest
        @CsvSource({
            "2047, false, false", "2048, true, false", "2049, false, false", "5119, false, false",
            "5120, true, true", "11136, true, true", "11137, false, false", "11264, true, true",
            "1081344, true, true", "1114112, true, true", "1114113, false, false", "1146880, false, false",
            "0, false, false", "-1, false, false"
        })
        void thatAServerTakes(int size, boolean ordinary, boolean first) {
            assertEquals(ordinary, Blob.validSize(Blob.Type.ORDINARY, size));
            assertEquals(first, Blob.validSize(Blob.Type.FIRST, size));
        }

        @ParameterizedTest
        @CsvSource({"11137, 11264", "16385, 17408", "65536, 65536", "65537, 67584", "1000000, 1015808"})
        void ofPadmeAreThoseOfThePaper(int size, int padded) {
            assertEquals(padded, SizeClass.padme(size));
        }

        @Test
        void ofPadmeAddLessThanTwelvePercent() {
            for (int size = 11_137; size < 1_114_112; size += 97) {
                int padded = SizeClass.padme(size);
                assertTrue(padded >= size && padded < size * 1.12);
                assertEquals(padded, SizeClass.padme(padded));
            }
        }

        @Test
        void aTypeIsTheFirstByte() {
            assertEquals(Blob.Type.ORDINARY, Blob.type(new byte[] {1, 9}));
            assertEquals(Blob.Type.FIRST, Blob.type(new byte[] {2}));
            assertThrows(MalformedException.class, () -> Blob.type(new byte[0]));
            assertThrows(MalformedException.class, () -> Blob.type(new byte[] {3}));
            assertFalse(Blob.validSize(Blob.Type.FIRST, 2_048));
        }
    }

    private static void tooLarge(int size, PaddingStrategy strategy, boolean first) {
        assertThrows(IllegalArgumentException.class, () -> Padding.pad(new byte[size], strategy, first));
    }
}
