package org.sotto.crypto.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.sotto.support.Refusal.cut;
import static org.sotto.support.Refusal.extended;
import static org.sotto.support.Refusal.malformed;
import static org.sotto.support.Refusal.replace;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.wire.MalformedException.Kind;

class DeviceKeyPairTest {
    private static final byte[] ORDER =
            HexFormat.of().parseHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");

    private final DeviceKeyPair device = DeviceKeyPair.generate(new SecureRandom());

    @Test
    void aStoredDeviceKeyComesBack() {
        byte[] stored = device.encode();
        assertEquals(33, stored.length);
        try (DeviceKeyPair read = DeviceKeyPair.decode(stored)) {
            assertArrayEquals(device.publicKey(), read.publicKey());
        }
        malformed(Kind.WRONG_LENGTH, () -> DeviceKeyPair.decode(cut(stored)));
        malformed(Kind.WRONG_LENGTH, () -> DeviceKeyPair.decode(extended(stored)));
        malformed(Kind.WRONG_TYPE, () -> DeviceKeyPair.decode(replace(stored, 0, new byte[] {1})));
        malformed(Kind.OUT_OF_RANGE, () -> DeviceKeyPair.decode(replace(stored, 1, new byte[32])));
        malformed(Kind.NON_CANONICAL, () -> DeviceKeyPair.decode(replace(stored, 1, ORDER)));
    }

    @Test
    void printsNothingAndIsWipedWhenClosed() {
        assertEquals("DeviceKeyPair", device.toString());
        device.close();
        assertThrows(IllegalStateException.class, () -> SecretAccess.bytes(device.secret()));
        assertThrows(IllegalStateException.class, device::encode);
    }
}
