package org.sotto.crypto.ratchet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.AuthenticationFailedException;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.support.Pair;
import org.sotto.support.SeededRandom;

/// (d) Either half of a message's key alone opens nothing. Section 11 of docs/protocol.md.
final class EitherHalfAloneTest {
    private static final byte[] TEXT = "both halves".getBytes(UTF_8);

    private final SeededRandom random = new SeededRandom(7);
    private final Pair pair = new Pair(random);

    @Test
    void oneHalfOpensNothingWhateverStandsForTheOther() {
        Tapped message = Tapped.of(pair.alice.send(TEXT), pair.bob);
        for (SecretBytes guess : guesses()) {
            closed(message, message.classicalKey(), guess);
            closed(message, guess, message.pqKey());
        }
        closed(message, message.pqKey(), message.classicalKey());
        assertArrayEquals(TEXT, message.open(message.classicalKey(), message.pqKey()));
    }

    /// Zeros, chance, and the halves of the next message.
    private List<SecretBytes> guesses() {
        Tapped next = Tapped.of(pair.alice.send(TEXT), pair.bob);
        return List.of(
                SecretBytes.adopt(new byte[Keys.SIZE]),
                SecretBytes.random(Keys.SIZE, random),
                next.classicalKey(),
                next.pqKey());
    }

    private static void closed(Tapped message, SecretBytes classical, SecretBytes pq) {
        assertThrows(AuthenticationFailedException.class, () -> message.open(classical, pq));
    }
}
