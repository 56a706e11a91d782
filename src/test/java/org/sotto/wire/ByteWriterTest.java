package org.sotto.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Field;
import org.junit.jupiter.api.Test;

final class ByteWriterTest {
    @Test
    void takingHandsAFullBufferOver() throws ReflectiveOperationException {
        ByteWriter out = new ByteWriter(2).u16(0x0102);
        byte[] buffer = buffer(out);
        assertArrayEquals(new byte[] {1, 2}, out.take());
        assertArrayEquals(new byte[] {1, 2}, buffer);
        assertEquals(0, buffer(out).length);
    }

    @Test
    void takingFromALargerBufferWipesIt() throws ReflectiveOperationException {
        ByteWriter out = new ByteWriter(3).u16(0x0102);
        byte[] buffer = buffer(out);
        assertArrayEquals(new byte[] {1, 2, 0}, buffer);
        assertArrayEquals(new byte[] {1, 2}, out.take());
        assertArrayEquals(new byte[3], buffer);
    }

    @Test
    void growingWipesTheSmallerBuffer() throws ReflectiveOperationException {
        ByteWriter out = new ByteWriter(2).u16(0x0102);
        byte[] small = buffer(out);
        assertArrayEquals(new byte[] {1, 2, 3}, out.u8(3).toByteArray());
        assertArrayEquals(new byte[2], small);
    }

    @Test
    void aWriterThatWasTakenFromStartsOver() {
        ByteWriter out = new ByteWriter(2).u16(0x0102);
        out.take();
        assertEquals(0, out.size());
        assertArrayEquals(new byte[] {3}, out.u8(3).take());
    }

    private static byte[] buffer(ByteWriter writer) throws ReflectiveOperationException {
        Field field = ByteWriter.class.getDeclaredField("buffer");
        field.setAccessible(true);
        return (byte[]) field.get(writer);
    }
}
