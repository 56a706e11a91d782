package org.sotto.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// Section 13 of docs/protocol.md.
final class ContentTest {
    private static final byte[] ID = filled(16, 1);
    private static final byte[] OTHER = filled(16, 2);
    private static final long SENT = 1_795_000_000_000L;

    @Test
    void aTextHasItsLayout() {
        byte[] expected = new ByteWriter(64)
                .bytes(ID)
                .u64(SENT)
                .u8(1)
                .u16(0)
                .u16(1)
                .u16(2)
                .lengthPrefixed(new byte[] {'h', 'i'})
                .toByteArray();
        assertArrayEquals(expected, Content.text(ID, SENT, "hi").encode());
    }

    @Test
    void aTextIsReadAsItWasWritten() {
        Content read =
                Content.decode(Content.text(ID, SENT, "héllo 你好 👩‍👩‍👧").encode());
        assertEquals(Optional.of("héllo 你好 👩‍👩‍👧"), read.text());
        assertEquals(ContentKind.TEXT, read.kind());
        assertArrayEquals(ID, read.id());
        assertEquals(SENT, read.sentMs());
        assertEquals(0, read.fragment());
        assertEquals(1, read.fragments());
    }

    @Test
    void aTextTravelsInItsComposedForm() {
        assertEquals(Optional.of("é"), Content.text(ID, SENT, "e\u0301").text());
    }

    @Test
    void aTextHasAtMost8000Characters() {
        String most = "👍".repeat(8_000);
        assertEquals(
                Optional.of(most),
                Content.decode(Content.text(ID, SENT, most).encode()).text());
        assertThrows(IllegalArgumentException.class, () -> Content.text(ID, SENT, most + "x"));
        refuse(Kind.OUT_OF_RANGE, raw(1, 2, "x".repeat(8_001).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    @Test
    void aLoneSurrogateIsNoText() {
        assertThrows(IllegalArgumentException.class, () -> Content.text(ID, SENT, "\ud800"));
    }

    @Test
    void aGrantAndANameRideOnAnyKind() {
        Content content = Content.decode(Content.of(ID, SENT, ContentKind.CONTROL)
                .withName("Alice")
                .withGrant(new MailboxGrant(filled(32, 3), filled(32, 4)))
                .withConversation(OTHER)
                .encode());
        assertEquals(ContentKind.CONTROL, content.kind());
        assertEquals(Optional.of("Alice"), content.name());
        MailboxGrant grant = content.grant().orElseThrow();
        assertArrayEquals(filled(32, 3), grant.mailbox());
        assertArrayEquals(filled(32, 4), grant.sendSecret());
        assertArrayEquals(OTHER, content.conversation().orElseThrow());
    }

    @Test
    void aNameHasAtMost64Characters() {
        assertTrue(Content.of(ID, SENT, ContentKind.CONTROL)
                .withName("n".repeat(64))
                .name()
                .isPresent());
        assertThrows(
                IllegalArgumentException.class,
                () -> Content.of(ID, SENT, ContentKind.CONTROL).withName("n".repeat(65)));
    }

    @Test
    void aReceiptNamesContents() {
        Receipt receipt = new Receipt(Receipt.State.READ, List.of(ID, OTHER));
        Receipt read = Content.decode(Content.receipt(ID, SENT, receipt).encode())
                .receipt()
                .orElseThrow();
        assertEquals(Receipt.State.READ, read.state());
        assertEquals(2, read.contentIds().size());
        assertArrayEquals(OTHER, read.contentIds().getLast());
        assertThrows(IllegalArgumentException.class, () -> new Receipt(Receipt.State.READ, List.of()));
    }

    @Nested
    class ToComeLater {
        @ParameterizedTest
        @CsvSource({"0, UNKNOWN", "11, UNKNOWN", "64, UNKNOWN", "127, UNKNOWN", "128, IGNORED", "255, IGNORED"})
        void unknownKindsAreKeptOrIgnored(int code, ContentKind kind) {
            Content content = Content.decode(raw(code, 2, new byte[] {'x'}));
            assertEquals(kind, content.kind());
            assertEquals(code, content.kindCode());
            assertArrayEquals(raw(code, 2, new byte[] {'x'}), content.encode());
        }

        @Test
        void unknownTagsSayNothingAndAreKept() {
            byte[] bytes = raw(1, 4_000, new byte[] {1, 2, 3});
            Content content = Content.decode(bytes);
            assertEquals(Optional.empty(), content.text());
            assertArrayEquals(bytes, content.encode());
        }

        @Test
        void unknownKindsHaveNoCodeOfTheirOwn() {
            assertThrows(IllegalStateException.class, ContentKind.UNKNOWN::code);
        }
    }

    @Nested
    class Malformed {
        private final byte[] good = raw(1, 2, new byte[] {'x'});

        @Test
        void everyTruncation() {
            for (int length = 0; length < good.length; length++) {
                if (length != 29) {
                    refuse(Kind.TRUNCATED, Arrays.copyOf(good, length));
                }
            }
        }

        @Test
        void trailingBytes() {
            refuse(Kind.NON_CANONICAL, Arrays.copyOf(good, good.length + 2));
            refuse(Kind.TRUNCATED, Arrays.copyOf(good, good.length + 1));
        }

        @Test
        void tagsThatDoNotAscend() {
            refuse(
                    Kind.NON_CANONICAL,
                    new ByteWriter(99).bytes(good).bytes(field(2, 1)).toByteArray());
            refuse(
                    Kind.NON_CANONICAL,
                    new ByteWriter(99).bytes(good).bytes(field(1, 16)).toByteArray());
            refuse(Kind.NON_CANONICAL, raw(1, 0, new byte[0]));
        }

        @Test
        void fragmentsOutOfRange() {
            refuse(Kind.OUT_OF_RANGE, fragment(0, 0));
            refuse(Kind.OUT_OF_RANGE, fragment(1, 1));
            assertEquals(1, Content.decode(fragment(1, 2)).fragment());
        }

        @Test
        void aTimeBefore1970() {
            byte[] bytes = good.clone();
            bytes[16] = (byte) 0x80;
            refuse(Kind.OUT_OF_RANGE, bytes);
        }

        @Test
        void textsAndNamesThatAreNotUtf8() {
            for (int tag : new int[] {2, 4}) {
                refuse(Kind.NON_CANONICAL, raw(1, tag, new byte[] {(byte) 0xff}));
                refuse(Kind.NON_CANONICAL, raw(1, tag, new byte[] {(byte) 0xc0, (byte) 0x80}));
                refuse(Kind.NON_CANONICAL, raw(1, tag, new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}));
            }
            refuse(Kind.OUT_OF_RANGE, raw(1, 4, filled(65, 'n')));
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 63, 65})
        void grantsOfAnotherLength(int size) {
            refuse(Kind.WRONG_LENGTH, raw(1, 3, new byte[size]));
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 15, 17})
        void conversationIdsOfAnotherLength(int size) {
            refuse(Kind.WRONG_LENGTH, raw(1, 1, new byte[size]));
        }

        @Test
        void receiptsThatAreNotWhole() {
            refuse(Kind.TRUNCATED, raw(2, 5, ID));
            refuse(Kind.TRUNCATED, raw(2, 6, new byte[] {1}));
            refuse(Kind.WRONG_LENGTH, receipt(new byte[17], 1));
            refuse(Kind.WRONG_LENGTH, receipt(new byte[0], 1));
            refuse(Kind.OUT_OF_RANGE, receipt(ID, 0));
            refuse(Kind.OUT_OF_RANGE, receipt(ID, 3));
        }

        private byte[] receipt(byte[] ids, int state) {
            return new ByteWriter(64)
                    .bytes(raw(2, 5, ids))
                    .u16(6)
                    .lengthPrefixed(new byte[] {(byte) state})
                    .toByteArray();
        }

        private byte[] fragment(int index, int count) {
            return new ByteWriter(32)
                    .bytes(ID)
                    .u64(SENT)
                    .u8(1)
                    .u16(index)
                    .u16(count)
                    .toByteArray();
        }
    }

    private static byte[] raw(int kind, int tag, byte[] value) {
        return new ByteWriter(64)
                .bytes(ID)
                .u64(SENT)
                .u8(kind)
                .u16(0)
                .u16(1)
                .u16(tag)
                .lengthPrefixed(value)
                .toByteArray();
    }

    private static byte[] field(int tag, int size) {
        return new ByteWriter(32).u16(tag).lengthPrefixed(new byte[size]).toByteArray();
    }

    private static void refuse(Kind kind, byte[] bytes) {
        MalformedException e = assertThrows(MalformedException.class, () -> Content.decode(bytes));
        assertEquals(kind, e.kind());
    }

    private static byte[] filled(int size, int value) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
