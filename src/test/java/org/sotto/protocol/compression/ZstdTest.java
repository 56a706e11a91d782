package org.sotto.protocol.compression;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdCompressCtx;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;
import org.sotto.support.Prose;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// What is packed is unpacked, and every frame of another form is refused with the kind of the table.
final class ZstdTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] TEXT = Prose.of(3_000, 7).getBytes(US_ASCII);
    private static final byte[] FRAME = Zstd.pack(TEXT, Compression.FAST).orElseThrow();

    @ParameterizedTest
    @EnumSource(value = Compression.class, mode = Mode.EXCLUDE, names = "NONE")
    void whatIsPackedIsUnpacked(Compression compression) {
        for (int size : new int[] {0, 1, 255, 256, 1_024, 65_791, 65_792, 600_000, 1_048_576}) {
            byte[] content = Prose.of(size, size).getBytes(US_ASCII);
            byte[] frame = Zstd.pack(content, compression).orElseThrow();
            assertArrayEquals(content, Zstd.unpack(frame), "size " + size);
        }
    }

    @Test
    void whatDoesNotShrinkIsStillAFrame() {
        byte[] noise = new byte[5_000];
        new Random(3).nextBytes(noise);
        byte[] frame = Zstd.pack(noise, Compression.HARDEST).orElseThrow();
        assertTrue(frame.length >= noise.length);
        assertArrayEquals(noise, Zstd.unpack(frame));
    }

    @Test
    void nothingIsPackedThatAReceiverWouldRefuse() {
        byte[] same = new byte[32_000];
        Arrays.fill(same, (byte) 'a');
        assertEquals(Optional.empty(), Zstd.pack(same, Compression.FAST), "ratio above 200");
        assertEquals(Optional.empty(), Zstd.pack(new byte[1_048_577], Compression.FAST));
        assertEquals(Optional.empty(), Zstd.pack(TEXT, Compression.NONE));
    }

    /// Frames made by hand: magic ‖ descriptor ‖ size ‖ blocks. A raw block of "abc" as the only one is `190000616263`.
    @Test
    void theFormByHandIsAccepted() {
        assertArrayEquals(
                "abc".getBytes(US_ASCII), Zstd.unpack(HEX.parseHex("28b52ffd" + "20" + "03" + "190000616263")));
        assertArrayEquals(
                "aaaaabc".getBytes(US_ASCII),
                Zstd.unpack(HEX.parseHex("28b52ffd" + "20" + "07" + "22000061" + "190000616263")),
                "two blocks");
    }

    @TestFactory
    Stream<DynamicTest> isRefused() {
        return Stream.of(
                bad("nothing", Kind.TRUNCATED, ""),
                bad("half a magic number", Kind.TRUNCATED, "28b52f"),
                bad("a magic number alone", Kind.TRUNCATED, "28b52ffd"),
                bad("another magic number", Kind.WRONG_TYPE, "27b52ffd2003190000616263"),
                bad("gzip", Kind.WRONG_TYPE, "1f8b0800000000000003"),
                bad("a skippable frame", Kind.UNSUPPORTED, "502a4d1804000000aabbccdd"),
                bad("the last kind of skippable frame", Kind.UNSUPPORTED, "5f2a4d180000000000"),
                bad("a skippable frame before", Kind.UNSUPPORTED, "502a4d180000000028b52ffd2003190000616263"),
                bad("a skippable frame behind", Kind.TRAILING_BYTES, "28b52ffd2003190000616263502a4d1800000000"),
                bad("two frames", Kind.TRAILING_BYTES, "28b52ffd200319000061626328b52ffd2003190000616263"),
                bad("a byte behind", Kind.TRAILING_BYTES, "28b52ffd200319000061626300"),
                bad("the reserved bit", Kind.NON_CANONICAL, "28b52ffd2803190000616263"),
                bad("the unused bit", Kind.NON_CANONICAL, "28b52ffd3003190000616263"),
                bad("a dictionary id", Kind.UNSUPPORTED, "28b52ffd21ff03190000616263"),
                bad("a dictionary id of 4 bytes", Kind.UNSUPPORTED, "28b52ffd2301000000" + "03190000616263"),
                bad("a checksum", Kind.UNSUPPORTED, "28b52ffd240319000061626300000000"),
                bad("a window and no size", Kind.UNSUPPORTED, "28b52ffd0000190000616263"),
                bad("a window and a size", Kind.UNSUPPORTED, "28b52ffd40000300190000616263"),
                bad("a huge window", Kind.UNSUPPORTED, "28b52ffd00ff190000616263"),
                bad("no size behind the descriptor", Kind.TRUNCATED, "28b52ffd20"),
                bad("half a size", Kind.TRUNCATED, "28b52ffd6000"),
                bad("a size in more bytes than it needs", Kind.NON_CANONICAL, "28b52ffda003000000190000616263"),
                bad("a size in eight bytes", Kind.NON_CANONICAL, "28b52ffde00300000000000000190000616263"),
                bad("a size above 1 MiB", Kind.OUT_OF_RANGE, "28b52ffda001001000190000616263"),
                bad("a size below zero", Kind.OUT_OF_RANGE, "28b52ffde0ffffffffffffffff190000616263"),
                bad("a ratio above 200", Kind.OUT_OF_RANGE, "28b52ffd60610a190000616263"),
                bad("no block", Kind.TRUNCATED, "28b52ffd2003"),
                bad("half a block header", Kind.TRUNCATED, "28b52ffd20031900"),
                bad("a block that is cut", Kind.TRUNCATED, "28b52ffd20031900006162"),
                bad("no last block", Kind.TRUNCATED, "28b52ffd2003180000616263"),
                bad("a block of the reserved type", Kind.WRONG_TYPE, "28b52ffd20031f0000616263"),
                bad("a block above 128 KiB", Kind.OUT_OF_RANGE, "28b52ffd20030b001061"),
                bad("less than was declared", Kind.CORRUPT, "28b52ffd2004190000616263"),
                bad("more than was declared", Kind.CORRUPT, "28b52ffd2002190000616263"),
                bad("a repeated byte beyond what was declared", Kind.CORRUPT, "28b52ffd20ff0b000861"),
                bad("a compressed block that is none", Kind.CORRUPT, "28b52ffd20ff1d0000616263"));
    }

    private static DynamicTest bad(String what, Kind kind, String frame) {
        return DynamicTest.dynamicTest(what, () -> {
            MalformedException e =
                    assertThrows(MalformedException.class, () -> Compression.unpack(1, HEX.parseHex(frame)));
            assertEquals(kind, e.kind());
        });
    }

    @Test
    void everyCutFrameIsRefused() {
        for (int length = 0; length < FRAME.length; length++) {
            byte[] cut = Arrays.copyOf(FRAME, length);
            assertThrows(MalformedException.class, () -> Zstd.unpack(cut), "length " + length);
        }
    }

    /// Without a checksum a flip may go unnoticed here, for the message was authenticated before; but nothing else than
    /// the codec's exception comes out, and never more than was declared.
    @Test
    void aFlippedBitIsRefusedOrHarmless() {
        int refused = 0;
        for (int bit = 0; bit < 8 * FRAME.length; bit++) {
            byte[] flipped = FRAME.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                assertTrue(Zstd.unpack(flipped).length <= 200 * FRAME.length);
            } catch (MalformedException e) {
                refused++;
            }
        }
        assertTrue(refused > 8 * 9, "at least in the header: " + refused);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_048_576, 4_000_000, 64_000_000})
    void aBombIsRefusedBeforeAnythingIsAllocated(int size) {
        byte[] bomb = foreign(new byte[size], false);
        assertTrue(bomb.length < size / 5_000, "it is one");
        for (int i = 0; i < 10_000; i++) { // 10,000 × the declared size would not fit any heap
            MalformedException e = assertThrows(MalformedException.class, () -> Zstd.unpack(bomb));
            assertTrue(List.of(Kind.OUT_OF_RANGE, Kind.UNSUPPORTED).contains(e.kind()));
        }
    }

    /// A bomb that lies about its size: the library writes into the declared array alone.
    @Test
    void aBombThatDeclaresLittleIsRefused() {
        byte[] honest = foreign(new byte[200_000], false);
        byte[] lying = HEX.parseHex("28b52ffd20ff" + HEX.formatHex(honest, 9, honest.length));
        assertEquals(
                Kind.CORRUPT,
                assertThrows(MalformedException.class, () -> Zstd.unpack(lying)).kind());
    }

    @Test
    void whatTheCommandLineToolWritesByDefaultIsRefusedForItsChecksum() {
        MalformedException e = assertThrows(MalformedException.class, () -> Zstd.unpack(foreign(TEXT, true)));
        assertEquals(Kind.UNSUPPORTED, e.kind());
        assertArrayEquals(TEXT, Zstd.unpack(foreign(TEXT, false)), "the control: without, it is taken");
    }

    @Test
    void anUnknownCompressionIsRefused() {
        for (int code = 2; code < 256; code++) {
            int unknown = code;
            MalformedException e =
                    assertThrows(MalformedException.class, () -> Compression.unpack(unknown, new byte[9]));
            assertEquals(Kind.UNSUPPORTED, e.kind());
        }
        assertEquals(9, Compression.unpack(0, new byte[9]).length);
    }

    private static byte[] foreign(byte[] content, boolean checksum) {
        try (ZstdCompressCtx context = new ZstdCompressCtx()) {
            return context.setLevel(3).setChecksum(checksum).compress(content);
        }
    }
}
