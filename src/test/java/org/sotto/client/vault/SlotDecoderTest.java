package org.sotto.client.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.key.HeldSecret;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.support.SeededRandom;
import org.sotto.support.decoder.DecoderContract;
import org.sotto.support.decoder.Decodes;
import org.sotto.support.decoder.Row;
import org.sotto.wire.MalformedException.Kind;

/// The contract of [DecoderContract] for key slots: one bit off, and a slot is not of these keys.
@Decodes(Slot.class)
final class SlotDecoderTest extends DecoderContract {
    private final SecretBytes keys = SecretBytes.copyOf(filled(64, 5));
    private final byte[] slot = Slot.seal(keys, SecretBytes.copyOf(filled(32, 6)), new SeededRandom(1));

    private static final class NotOfTheseKeys extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    protected List<byte[]> valid() {
        return List.of(slot);
    }

    @Override
    protected byte[] recode(byte[] bytes) {
        open(bytes).close();
        return bytes.clone();
    }

    private HeldSecret open(byte[] bytes) {
        byte[] found = new byte[Slot.PLAINTEXT];
        if (Slot.open(bytes, keys, -1, found) == 0) {
            assertArrayEquals(new byte[Slot.PLAINTEXT], found, "nothing of it comes out");
            throw new NotOfTheseKeys();
        }
        return Slot.outerKey(found);
    }

    @Override
    protected boolean isRefusal(RuntimeException e) {
        return super.isRefusal(e) || e instanceof NotOfTheseKeys;
    }

    @Override
    protected Kind cut(byte[] valid, int length) {
        return Kind.WRONG_LENGTH;
    }

    @Override
    protected Kind trailing(byte[] valid) {
        return Kind.WRONG_LENGTH;
    }

    @Override
    protected List<Row> rows() {
        return List.of(
                Row.of("another nonce", NotOfTheseKeys.class, Row.with(slot, 0, slot[0] ^ 1)),
                Row.of("another ciphertext", NotOfTheseKeys.class, Row.with(slot, 24, slot[24] ^ 1)),
                Row.of("another MAC", NotOfTheseKeys.class, Row.with(slot, 127, slot[127] ^ 1)),
                Row.of("zeros", NotOfTheseKeys.class, new byte[128]),
                Row.of("another action", Kind.UNSUPPORTED, sealed(64, 1)),
                Row.of("fill that is not zero", Kind.NON_ZERO_FILL, sealed(65, 1)),
                Row.of("the last byte of the fill", Kind.NON_ZERO_FILL, sealed(71, 128)));
    }

    /// A slot of these keys whose plaintext has another byte somewhere.
    private byte[] sealed(int at, int value) {
        return Slot.seal(keys, Row.with(new byte[72], at, value), new SeededRandom(2));
    }

    @Test
    void aHiddenKeyIsNoBusinessOfTheOrdinaryView() {
        try (HeldSecret opened = open(sealed(32, 1))) {
            assertEquals(32, opened.length());
        }
    }

    @Test
    void oneThatIsNotWantedLeavesWhatWasFound() {
        byte[] found = filled(Slot.PLAINTEXT, 3);
        assertEquals(0, Slot.open(slot, keys, 0, found));
        assertArrayEquals(filled(Slot.PLAINTEXT, 3), found);
    }

    @FuzzTest(maxDuration = "30s")
    void fuzz(byte[] bytes) {
        check(bytes);
    }

    private static byte[] filled(int length, int value) {
        byte[] out = new byte[length];
        java.util.Arrays.fill(out, (byte) value);
        return out;
    }
}
