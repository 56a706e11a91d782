package org.sotto.crypto.primitive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Argon2idTest {
    @Test
    void derivesTheVectorOfTheRfc() {
        byte[] out = Argon2id.derive(
                filled(32, 1), filled(16, 2), filled(8, 3), filled(12, 4), new Argon2id.Cost(32, 3, 4), 32);
        assertArrayEquals(
                HexFormat.of().parseHex("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"), out);
    }

    @Test
    void refusesCostsThatAreNone() {
        assertThrows(IllegalArgumentException.class, () -> new Argon2id.Cost(31, 1, 4));
        assertThrows(IllegalArgumentException.class, () -> new Argon2id.Cost(32, 0, 4));
        assertThrows(IllegalArgumentException.class, () -> new Argon2id.Cost(32, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Argon2id.Cost(1 << 20, 1, 256));
    }

    private static byte[] filled(int length, int value) {
        byte[] out = new byte[length];
        Arrays.fill(out, (byte) value);
        return out;
    }
}
