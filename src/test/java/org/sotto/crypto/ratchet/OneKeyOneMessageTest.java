package org.sotto.crypto.ratchet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.AuthenticationFailedException;
import org.sotto.crypto.RefusedException;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.support.Pair;
import org.sotto.support.SeededRandom;

/// (f) The key of one message opens one message, once. Section 11 of docs/protocol.md.
final class OneKeyOneMessageTest {
    private static final byte[] TEXT = "one".getBytes(UTF_8);

    private final SeededRandom random = new SeededRandom(4);
    private final Pair pair = new Pair(random);

    @Test
    void theHalvesOfOneMessageOpenNoOther() {
        List<Tapped> messages = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            messages.add(Tapped.of(pair.alice.send(TEXT), pair.bob));
        }
        for (Tapped key : messages) {
            for (Tapped message : messages) {
                if (key == message) {
                    assertArrayEquals(TEXT, message.open(key.classicalKey(), key.pqKey()));
                } else {
                    assertThrows(
                            AuthenticationFailedException.class, () -> message.open(key.classicalKey(), key.pqKey()));
                }
            }
        }
    }

    @Test
    void theNumbersOfAMessageAreInItsKey() {
        SecretBytes ec = SecretBytes.random(Keys.SIZE, random);
        SecretBytes pq = SecretBytes.random(Keys.SIZE, random);
        Set<String> keys = new HashSet<>();
        int[][] numbers = {{1, 2, 3}, {2, 2, 3}, {1, 3, 3}, {1, 2, 4}, {1, 3, 2}};
        for (int[] n : numbers) {
            keys.add(HexFormat.of().formatHex(SecretAccess.bytes(MessageKey.combine(pq, ec, n[0], n[1], n[2]))));
        }
        assertEquals(numbers.length, keys.size());
    }

    @Test
    void aMessageOpensOnceInOrderAndOutOfOrder() {
        byte[] first = pair.alice.send(TEXT);
        byte[] second = pair.alice.send(TEXT);
        pair.bob.receive(second);
        pair.bob.receive(first);
        assertThrows(RefusedException.class, () -> pair.bob.receive(first));
        assertThrows(RefusedException.class, () -> pair.bob.receive(second));
    }
}
