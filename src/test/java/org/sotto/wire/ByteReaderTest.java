package org.sotto.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sotto.wire.MalformedException.Kind;

final class ByteReaderTest {
    @Test
    void readsWhatTheWriterWrote() {
        byte[] encoded = new ByteWriter(1)
                .u8(255)
                .u16(0xfffe)
                .u32(0xfffffffdL)
                .u64(Long.MAX_VALUE)
                .flag(true)
                .bytes(new byte[] {1, 2})
                .lengthPrefixed(new byte[] {3})
                .zeros(4)
                .toByteArray();
        ByteReader reader = ByteReader.exactly(encoded, 27, "test");
        assertEquals(255, reader.u8());
        assertEquals(0xfffe, reader.u16());
        assertEquals(0xfffffffdL, reader.u32());
        assertEquals(Long.MAX_VALUE, reader.u64());
        assertTrue(reader.flag());
        assertArrayEquals(new byte[] {1, 2}, reader.bytes(2));
        assertArrayEquals(new byte[] {3}, reader.lengthPrefixed(1));
        reader.zeros(4);
        reader.end();
    }

    @Test
    void numbersAreBigEndian() {
        assertArrayEquals(
                new byte[] {0, 1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 3},
                new ByteWriter(0).u16(1).u32(2).u64(3).toByteArray());
    }

    @ParameterizedTest
    @MethodSource
    void refuses(Kind kind, byte[] bytes, Consumer<ByteReader> read) {
        ByteReader reader = new ByteReader(bytes, "test");
        MalformedException refused = assertThrows(MalformedException.class, () -> read.accept(reader));
        assertEquals(kind, refused.kind());
        assertFalse(refused.getMessage().isEmpty());
    }

    static Stream<Arguments> refuses() {
        return Stream.of(
                row(Kind.TRUNCATED, ByteReader::u8),
                row(Kind.TRUNCATED, ByteReader::u16, 1),
                row(Kind.TRUNCATED, ByteReader::u32, 1, 2, 3),
                row(Kind.TRUNCATED, ByteReader::u64, 1, 2, 3, 4, 5, 6, 7),
                row(Kind.OUT_OF_RANGE, ByteReader::u64, 0x80, 0, 0, 0, 0, 0, 0, 0),
                row(Kind.TRUNCATED, r -> r.bytes(2), 1),
                row(Kind.OUT_OF_RANGE, r -> r.bytes(-1), 1),
                row(Kind.OUT_OF_RANGE, r -> r.lengthPrefixed(1), 0, 0, 0, 2, 1, 1),
                row(Kind.OUT_OF_RANGE, r -> r.lengthPrefixed(1), 0xff, 0xff, 0xff, 0xff, 1),
                row(Kind.TRUNCATED, r -> r.lengthPrefixed(2), 0, 0, 0, 2, 1),
                row(Kind.OUT_OF_RANGE, ByteReader::flag, 2),
                row(Kind.NON_ZERO_FILL, r -> r.zeros(2), 0, 1),
                row(Kind.TRUNCATED, r -> r.zeros(2), 0),
                row(Kind.WRONG_VERSION, r -> r.expect(1, Kind.WRONG_VERSION), 2),
                row(Kind.TRAILING_BYTES, ByteReader::end, 0),
                row(Kind.WRONG_LENGTH, r -> ByteReader.exactly(new byte[3], 2, "test"), 0));
    }

    @Test
    void aReaderOfASliceStaysInsideIt() {
        ByteReader reader = new ByteReader(new byte[] {9, 1, 9}, 1, 1, "test");
        assertEquals(1, reader.u8());
        reader.end();
        assertEquals(
                Kind.TRUNCATED,
                assertThrows(MalformedException.class, reader::u8).kind());
    }

    @Test
    void theWriterRefusesNumbersThatDoNotFit() {
        ByteWriter writer = new ByteWriter(8);
        assertThrows(IllegalArgumentException.class, () -> writer.u8(256));
        assertThrows(IllegalArgumentException.class, () -> writer.u16(65_536));
        assertThrows(IllegalArgumentException.class, () -> writer.u32(1L << 32));
        assertThrows(IllegalArgumentException.class, () -> writer.u64(-1));
        assertEquals(0, writer.size());
    }

    private static Arguments row(Kind kind, Consumer<ByteReader> read, int... bytes) {
        byte[] array = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            array[i] = (byte) bytes[i];
        }
        return Arguments.of(kind, array, read);
    }
}
