package org.sotto.client.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.sotto.crypto.RefusedException;
import org.sotto.crypto.ratchet.Encrypted;
import org.sotto.crypto.ratchet.SkippedKey;
import org.sotto.crypto.ratchet.SkippedKeys;
import org.sotto.crypto.ratchet.TripleRatchet;
import org.sotto.support.Network;
import org.sotto.support.SeededRandom;

/// Two people on the client's session code, over two [Network]s, with all that may happen to them. Nothing but bytes is
/// kept between two operations, so each of them is a restart.
///
/// After every step: whoever sends now is understood by the other (key agreement); what has arrived was opened once; a
/// refused blob has changed nothing; sessions, their bytes and their stored keys are within their bounds.
final class Simulation {
    /// Between two events that make new sessions. Within it all old blobs have arrived.
    private static final int EVENT = 1_000;

    private static final int LONGEST_SPELL = 400;
    private static final int REPLAY_AFTER = 100;
    private static final byte[] PROBE = "do you understand me?".getBytes(UTF_8);

    /// One of the two, and what comes to them.
    private static final class Side {
        final String name;
        final SessionPeer peer;
        final Network incoming;
        final Set<String> opened = new HashSet<>();
        long offlineUntil;
        long silentUntil;

        Side(String name, SessionPeer peer, Random dice) {
            this.name = name;
            this.peer = peer;
            this.incoming = new Network(dice);
        }

        boolean offline(long step) {
            return step < offlineUntil;
        }

        boolean speaks(long step) {
            return !offline(step) && step >= silentUntil;
        }
    }

    private final Random dice;
    private final SecureRandom probes;
    private final Side alice;
    private final Side bob;
    private long now = 1_800_000_000_000L;
    private long step;
    private long nextEvent = EVENT / 2;
    private int refused;
    private int rotations;
    private int understood;

    Simulation(long seed) {
        dice = new Random(seed);
        probes = new SeededRandom(-seed);
        alice = new Side("alice", new SessionPeer(new SeededRandom(2 * seed), now), dice);
        bob = new Side("bob", new SessionPeer(new SeededRandom(2 * seed + 1), now), dice);
        say(alice, bob);
        say(bob, alice);
    }

    void run(int steps) {
        for (int i = 0; i < steps; i++) {
            step++;
            now += dice.nextInt(2_000);
            happen();
            boolean aliceFirst = dice.nextBoolean();
            speak(aliceFirst ? alice : bob, aliceFirst ? bob : alice);
            listen(alice);
            listen(bob);
            check();
        }
    }

    /// Offline spells and silences at random; at intervals, when both are there, a new identity or two new sessions.
    private void happen() {
        if (dice.nextInt(LONGEST_SPELL) == 0) {
            Side side = dice.nextBoolean() ? alice : bob;
            if (dice.nextBoolean()) {
                side.offlineUntil = step + dice.nextInt(LONGEST_SPELL);
            } else {
                side.silentUntil = step + dice.nextInt(LONGEST_SPELL);
            }
        }
        if (step >= nextEvent && alice.speaks(step) && bob.speaks(step)) {
            nextEvent = step + EVENT;
            switch (dice.nextInt(3)) {
                case 0 -> rotate(alice, bob);
                case 1 -> rotate(bob, alice);
                default -> startAtOnce();
            }
        }
    }

    private void rotate(Side side, Side other) {
        side.peer.rotateIdentity(now);
        side.peer.start(other.peer, now, dice.nextBoolean());
        rotations++;
        say(side, other);
    }

    private void startAtOnce() {
        alice.peer.start(bob.peer, now, dice.nextBoolean());
        bob.peer.start(alice.peer, now, dice.nextBoolean());
        say(alice, bob);
        say(bob, alice);
    }

    private void speak(Side from, Side to) {
        if (from.speaks(step)) {
            say(from, to);
        }
    }

    private void say(Side from, Side to) {
        String text = from.name + " " + step + " " + dice.nextInt();
        to.incoming.send(text, from.peer.send(to.peer, text, now), step);
    }

    private void listen(Side side) {
        if (!side.offline(step)) {
            side.incoming.arrivals(step).forEach(flight -> arrive(side, flight));
            side.incoming.replays(step - REPLAY_AFTER).forEach(flight -> arrive(side, flight));
        }
    }

    /// Opens the first time, and is refused whenever it comes again.
    private void arrive(Side side, Network.Flight flight) {
        if (side.opened.add(flight.text())) {
            assertInstanceOf(Opened.Accepted.class, side.peer.receive(flight.blob(), now));
            assertEquals(flight.text(), side.peer.opened.removeLast());
            return;
        }
        List<byte[]> before = side.peer.store.states();
        try {
            side.peer.receive(flight.blob(), now);
            throw new AssertionError("opened twice: " + flight.text());
        } catch (RefusedException e) {
            refused++;
        }
        assertSame(before, side.peer.store.states());
    }

    private static void assertSame(List<byte[]> before, List<byte[]> after) {
        assertEquals(before.size(), after.size());
        for (int i = 0; i < before.size(); i++) {
            assertArrayEquals(before.get(i), after.get(i));
        }
    }

    private void check() {
        understands(alice, bob);
        understands(bob, alice);
        bounded(alice.peer.store);
        bounded(bob.peer.store);
    }

    /// What `from` would send now is opened by the state that `to` has now. Neither keeps what comes of it.
    private void understands(Side from, Side to) {
        Session sending = from.peer.store.active().orElseThrow();
        Optional<Session> receiving = to.peer.store.byDigest(sending.key().digest());
        if (receiving.isPresent()) {
            Session session = receiving.get();
            Encrypted sent = sending.ratchet().encrypt(PROBE, probes);
            byte[] read = session.ratchet()
                    .decrypt(sent.message(), to.peer.store.skippedKeys(session.id()))
                    .plaintext();
            assertArrayEquals(PROBE, read);
            understood++;
        } else {
            assertTrue(sending.isUnanswered(), "only a session that the peer has not heard of is not shared");
        }
    }

    private static void bounded(MemoryStore store) {
        List<Session> sessions = store.of(SessionPeer.CONTACT);
        assertTrue(sessions.size() <= SessionRules.MAX_SESSIONS);
        for (Session session : sessions) {
            for (SkippedKey.Kind kind : SkippedKey.Kind.values()) {
                assertTrue(store.skipped(session.id(), kind) <= SkippedKeys.MAX_STORED);
            }
        }
        store.states().forEach(state -> assertTrue(state.length <= TripleRatchet.MAX_ENCODED));
    }

    /// What a run is worth: how many contents were opened.
    int opened() {
        return alice.opened.size() + bob.opened.size();
    }

    int refused() {
        return refused;
    }

    int rotations() {
        return rotations;
    }

    int understood() {
        return understood;
    }
}
