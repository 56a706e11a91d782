package org.sotto.crypto.ratchet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// The header's layout of section 13 of docs/protocol.md.
final class MessageHeaderTest {
    private static final long MAX = 0xffff_ffffL;

    private final SckaPart.EncapsulationKey key =
            new SckaPart.EncapsulationKey(filled(SckaPart.EncapsulationKey.KEY_SIZE, 7), filled(32, 8));
    private final SckaPart.Ciphertext ciphertext =
            new SckaPart.Ciphertext(filled(SckaPart.Ciphertext.KEY_SIZE, 9), filled(32, 10));

    @Test
    void bothFormsHave1280Bytes() {
        assertEquals(1_280, header(key).encode().length);
        assertEquals(1_280, header(ciphertext).encode().length);
    }

    @Test
    void whatIsWrittenIsRead() {
        for (SckaPart part : new SckaPart[] {key, ciphertext}) {
            MessageHeader read = MessageHeader.decode(header(part).encode());
            assertArrayEquals(filled(32, 6), read.dhKey());
            assertEquals(1, read.previous());
            assertEquals(MAX, read.index());
            assertEquals(3, read.epoch());
            assertEquals(4, read.epochIndex());
            assertEquals(5, read.epochPrevious());
            assertInstanceOf(part.getClass(), read.part());
            assertArrayEquals(part.key(), read.part().key());
            assertArrayEquals(part.mac(), read.part().mac());
        }
    }

    @Test
    void fieldsStandAtTheirOffsets() {
        byte[] bytes = header(ciphertext).encode();
        assertEquals(1, bytes[35]);
        assertEquals((byte) 0xff, bytes[36]);
        assertEquals(3, bytes[43]);
        assertEquals(4, bytes[47]);
        assertEquals(5, bytes[51]);
        assertEquals(2, bytes[52]);
        assertEquals(9, bytes[53]);
        assertEquals(10, bytes[53 + 1_088]);
        assertEquals(0, bytes[53 + 1_120]);
    }

    @Test
    void otherLengthsTypesAndFillAreRefused() {
        byte[] bytes = header(ciphertext).encode();
        refuse(Kind.WRONG_LENGTH, Arrays.copyOf(bytes, 1_279));
        refuse(Kind.WRONG_LENGTH, Arrays.copyOf(bytes, 1_281));
        refuse(Kind.WRONG_TYPE, with(bytes, 52, 0));
        refuse(Kind.WRONG_TYPE, with(bytes, 52, 3));
        refuse(Kind.NON_ZERO_FILL, with(bytes, 53 + 1_120, 1));
        refuse(Kind.NON_ZERO_FILL, with(bytes, 1_279, 1));
        refuse(Kind.NON_ZERO_FILL, with(header(key).encode(), 53 + 1_216, 1));
    }

    private static MessageHeader header(SckaPart part) {
        return new MessageHeader(filled(32, 6), 1, MAX, 3, 4, 5, part);
    }

    private static byte[] with(byte[] bytes, int at, int value) {
        byte[] altered = bytes.clone();
        altered[at] = (byte) value;
        return altered;
    }

    private static void refuse(Kind kind, byte[] bytes) {
        MalformedException e = assertThrows(MalformedException.class, () -> MessageHeader.decode(bytes));
        assertEquals(kind, e.kind());
    }

    private static byte[] filled(int size, int value) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
