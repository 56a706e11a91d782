package org.sotto.crypto.ratchet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sotto.crypto.RefusedException;
import org.sotto.support.Pair;
import org.sotto.support.Party;
import org.sotto.support.SeededRandom;

/// Two people over a network that loses 10 %, reorders 70 % and doubles 10 % of the messages; every operation starts
/// from the stored bytes. Every message that arrives opens, once.
final class SimulationTest {
    private static final int STEPS = Boolean.getBoolean("sotto.long") ? 100_000 : 4_000;
    private static final double LOSS = 0.10;
    private static final double REORDERED = 0.70;
    private static final double DOUBLED = 0.10;
    private static final int MAX_DELAY = 30;

    /// A message on its way, and the step in which it arrives.
    private record Flight(long due, boolean toBob, String text, byte[] message) {}

    private final List<Flight> network = new ArrayList<>();
    private final Set<String> opened = new HashSet<>();
    private int refused;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everyMessageThatArrivesOpensOnce(long seed) {
        SeededRandom random = new SeededRandom(seed);
        Pair pair = new Pair(random, seed % 2 == 0);
        int doubled = 0;
        pair.bob.receive(pair.alice.send(new byte[0]));
        for (int step = 0; step < STEPS; step++) {
            boolean fromAlice = random.nextDouble() < 0.5;
            doubled += send(pair, fromAlice, step, random) ? 1 : 0;
            deliver(pair, step, random);
        }
        deliver(pair, Long.MAX_VALUE, random);
        assertEquals(doubled, refused);
        assertTrue(opened.size() > STEPS * (1 - LOSS) * 0.95, "opened " + opened.size());
        assertTrue(pair.alice.session().length <= TripleRatchet.MAX_ENCODED);
        assertTrue(pair.bob.session().length <= TripleRatchet.MAX_ENCODED);
    }

    /// Whether the message will arrive twice.
    private boolean send(Pair pair, boolean fromAlice, int step, SeededRandom random) {
        String text = (fromAlice ? "alice " : "bob ") + step;
        byte[] message = (fromAlice ? pair.alice : pair.bob).send(text.getBytes(UTF_8));
        if (random.nextDouble() < LOSS) {
            return false;
        }
        network.add(new Flight(due(step, random), fromAlice, text, message));
        boolean twice = random.nextDouble() < DOUBLED;
        if (twice) {
            network.add(new Flight(due(step, random), fromAlice, text, message));
        }
        return twice;
    }

    private static long due(int step, SeededRandom random) {
        return random.nextDouble() < REORDERED ? step + random.nextInt(MAX_DELAY) : step;
    }

    private void deliver(Pair pair, long step, SeededRandom random) {
        List<Flight> due = new ArrayList<>(
                network.stream().filter(flight -> flight.due <= step).toList());
        network.removeAll(due);
        java.util.Collections.shuffle(due, random);
        due.forEach(flight -> arrive(flight.toBob ? pair.bob : pair.alice, flight));
    }

    private void arrive(Party party, Flight flight) {
        if (opened.contains(flight.text)) {
            byte[] before = party.session();
            try {
                party.receive(flight.message);
                throw new AssertionError("opened twice: " + flight.text);
            } catch (RefusedException e) {
                refused++;
                org.junit.jupiter.api.Assertions.assertArrayEquals(before, party.session());
            }
        } else {
            assertEquals(flight.text, new String(party.receive(flight.message), UTF_8));
            opened.add(flight.text);
        }
    }
}
