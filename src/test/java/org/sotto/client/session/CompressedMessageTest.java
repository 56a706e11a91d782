package org.sotto.client.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sotto.crypto.ratchet.Encrypted;
import org.sotto.protocol.Padding;
import org.sotto.protocol.PaddingStrategy;
import org.sotto.protocol.compression.Compression;
import org.sotto.support.Prose;
import org.sotto.support.SeededRandom;
import org.sotto.wire.MalformedException;

/// Compressed contents inside authentic messages: a person who turned hostile can write anything into one.
final class CompressedMessageTest {
    private static final long NOW = 1_800_000_000_000L;
    private static final int SMALL = 2_048 - 1_337;

    private final SeededRandom random = new SeededRandom(6);
    private final SessionPeer alice = new SessionPeer(random, NOW);
    private final SessionPeer bob = new SessionPeer(random, NOW);

    @BeforeEach
    void introduce() {
        bob.receive(alice.send(bob, "hello", NOW), NOW);
        alice.receive(bob.send(alice, "hello yourself", NOW), NOW);
        bob.receive(alice.send(bob, "now both have spoken", NOW), NOW);
    }

    @Test
    void aCompressedContentArrivesInASmallerBlob() {
        byte[] content = Prose.of(5_000, 1).getBytes(UTF_8);
        SessionCipher cipher = new SessionCipher(random);
        byte[] plain = encrypt(cipher, content, Compression.NONE);
        byte[] packed = encrypt(cipher, content, Compression.HARDEST);
        assertEquals(11_136, plain.length);
        assertEquals(5_120, packed.length);
        bob.receive(plain, NOW);
        Opened.Accepted opened = assertInstanceOf(Opened.Accepted.class, bob.receive(packed, NOW));
        assertArrayEquals(content, opened.content());
    }

    private byte[] encrypt(SessionCipher cipher, byte[] content, Compression compression) {
        return alice.store.transact(() -> cipher.encrypt(alice.store, SessionPeer.CONTACT, content, compression)
                .blob());
    }

    @ParameterizedTest
    @CsvSource({
        "a bomb above 1 MiB, 01 28b52ffda001001000 0b0010 61",
        "a bomb above the ratio, 01 28b52ffd60 ffff 030010 61",
        "a frame that is cut, 01 28b52ffd20 03 190000 6162",
        "a frame that is corrupt, 01 28b52ffd20 ff 1d0000 616263",
        "a frame with a wrong size, 01 28b52ffd20 04 190000 616263",
        "a dictionary, 01 28b52ffd21 ff03 190000 616263",
        "a skippable frame, 01 502a4d1800000000",
        "two frames, 01 28b52ffd2003190000616263 28b52ffd2003190000616263",
        "a byte behind the frame, 01 28b52ffd2003190000616263 01",
        "an unknown compression, 02 616263"
    })
    void aRefusedMessageChangesNothing(String what, String start) {
        byte[] blob = authentic(HexFormat.of().parseHex(start.replace(" ", "") + "80"));
        List<byte[]> before = bob.store.states();
        assertThrows(MalformedException.class, () -> bob.receive(blob, NOW), what);
        List<byte[]> after = bob.store.states();
        assertEquals(before.size(), after.size());
        for (int i = 0; i < before.size(); i++) {
            assertArrayEquals(before.get(i), after.get(i), what);
        }
        bob.receive(alice.send(bob, "the next one", NOW), NOW);
        assertEquals("the next one", bob.opened.getLast());
    }

    @Test
    void theControlIsAccepted() {
        bob.receive(authentic(HexFormat.of().parseHex("0128b52ffd200319000061626380")), NOW);
        assertEquals("abc", bob.opened.getLast());
    }

    /// An ordinary blob of alice's session with this beginning of a plaintext.
    private byte[] authentic(byte[] start) {
        byte[] plaintext = java.util.Arrays.copyOf(start, SMALL);
        assertEquals(SMALL, Padding.pad(new byte[1], PaddingStrategy.BUCKET, false).length);
        return alice.store.transact(() -> {
            try (Session active = alice.store.active().orElseThrow()) {
                Encrypted encrypted = active.ratchet().encrypt(plaintext, random);
                alice.store.update(active.withRatchet(encrypted.next()));
                encrypted.next().close();
                return encrypted.message();
            }
        });
    }
}
