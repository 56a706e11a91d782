package org.sotto.crypto.ratchet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.AuthenticationFailedException;
import org.sotto.crypto.CryptoException;
import org.sotto.crypto.primitive.Aead;
import org.sotto.support.MemorySkippedKeys;
import org.sotto.support.VectorPeople;
import org.sotto.support.Vectors;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException;

/// An authentic header of a hostile peer: any 1,280 bytes under the right header key, before a body that does not open.
/// The ratchet refuses with its own exceptions, in bounded work, and its state stays as it was.
final class HostileHeaderTest {
    private final byte[] state = new VectorSession().stored(VectorSession.RESPONDER);
    private final Vectors first = Vectors.of("session.json").all("messages").getFirst();
    private final byte[] transcript = new VectorPeople().form(true).bytes("transcript");

    @Test
    void theTrueHeaderIsOpenedAndTheBodyRefused() {
        assertThrows(AuthenticationFailedException.class, () -> open(first.bytes("header")));
    }

    @Test
    void everyFlippedByteOfTheHeader() {
        byte[] header = first.bytes("header");
        for (int i = 0; i < header.length; i++) {
            byte[] flipped = header.clone();
            flipped[i] ^= (byte) 0x80;
            check(flipped);
        }
    }

    @FuzzTest(maxDuration = "30s")
    void fuzz(byte[] bytes) {
        check(Arrays.copyOf(bytes, MessageHeader.SIZE));
    }

    private void check(byte[] header) {
        RuntimeException refusal = assertThrows(RuntimeException.class, () -> open(header));
        assertTrue(
                refusal instanceof MalformedException || refusal instanceof CryptoException, () -> refusal.toString());
    }

    private void open(byte[] header) {
        byte[] nonce = first.bytes("nonce");
        byte[] ad = new ByteWriter(65).bytes(transcript).u8(1).toByteArray();
        byte[] message = new ByteWriter(2_048)
                .u8(1)
                .bytes(nonce)
                .bytes(Aead.seal(first.bytes("header_key"), nonce, ad, header))
                .zeros(727)
                .toByteArray();
        TripleRatchet ratchet = TripleRatchet.decode(state);
        try {
            ratchet.decrypt(message, new MemorySkippedKeys());
        } finally {
            assertArrayEquals(state, ratchet.encode());
        }
    }
}
