package org.sotto.crypto.ratchet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.sotto.support.Network;
import org.sotto.support.Pair;
import org.sotto.support.Party;
import org.sotto.support.SeededRandom;

/// Counts the messages that are sent after a theft and still open to the thief, in both directions together. The thief
/// taps the wire at the sender, so hears in order, hears also what gets lost, and has recorded what is under way.
final class Healing {
    /// So many messages are watched after a theft: far more than the last one that has ever opened.
    private static final int FOLLOWED = 100;

    /// How a run of thefts ended.
    record Figures(int thefts, double mean, long max) {
        @Override
        public String toString() {
            return String.format(java.util.Locale.ROOT, "%d thefts, mean %.1f, max %d", thefts, mean, max);
        }
    }

    /// A theft, and what became of it.
    private static final class Watch {
        final Thief thief;
        final long partEpoch;
        int heard;
        int opened;

        Watch(Thief thief) {
            this.thief = thief;
            this.partEpoch = thief.partEpoch();
        }
    }

    private final Thief.Knows knows;
    private final Pair pair;
    private final Random dice;
    private final List<Watch> watches = new ArrayList<>();
    private final List<Watch> finished = new ArrayList<>();
    private final Map<String, Tapped> underWay = new LinkedHashMap<>();
    private int sent;

    Healing(long seed, Thief.Knows knows) {
        this.knows = knows;
        this.pair = new Pair(new SeededRandom(seed));
        this.dice = new Random(seed);
        pair.bob.receive(pair.alice.send(text("hello")));
    }

    /// The two take turns, and one of them is robbed at every point of a turn.
    Figures strictTurns(int turns) {
        for (int i = 0; i < turns; i++) {
            turn(pair.bob, pair.alice);
            turn(pair.alice, pair.bob);
        }
        return figures();
    }

    private void turn(Party from, Party to) {
        steal();
        String text = "turn " + sent;
        byte[] message = tapped(from, to, text);
        steal();
        to.receive(message);
        underWay.remove(text);
    }

    private void steal() {
        steal(pair.alice);
        steal(pair.bob);
    }

    private void steal(Party victim) {
        Watch watch = new Watch(new Thief(victim, knows));
        watches.add(watch);
        underWay.values().stream().filter(tapped -> tapped.receiver() == victim).forEach(watch.thief::opens);
    }

    /// Both write at random over a [Network] each way.
    Figures badNetwork(int steps, int everySteps) {
        Map<Party, Network> ways = new HashMap<>();
        ways.put(pair.alice, new Network(dice));
        ways.put(pair.bob, new Network(dice));
        Set<String> opened = new HashSet<>();
        for (int step = 0; step < steps; step++) {
            if (step % everySteps == 0) {
                steal();
            }
            boolean fromAlice = dice.nextBoolean();
            Party from = fromAlice ? pair.alice : pair.bob;
            Party to = fromAlice ? pair.bob : pair.alice;
            String text = "step " + step;
            network(ways, to).send(text, tapped(from, to, text), step);
            deliver(pair.alice, network(ways, pair.alice), step, opened);
            deliver(pair.bob, network(ways, pair.bob), step, opened);
        }
        return figures();
    }

    private static Network network(Map<Party, Network> ways, Party to) {
        return java.util.Objects.requireNonNull(ways.get(to));
    }

    private void deliver(Party to, Network way, long step, Set<String> opened) {
        for (Network.Flight flight : way.arrivals(step)) {
            if (opened.add(flight.text())) {
                to.receive(flight.blob());
                underWay.remove(flight.text());
            }
        }
    }

    private byte[] tapped(Party from, Party to, String text) {
        byte[] message = from.send(text(text));
        sent++;
        Tapped tapped = Tapped.of(message, to);
        for (Watch watch : watches) {
            watch.heard++;
            if (watch.thief.opens(tapped)) {
                watch.opened++;
                assertTrue(
                        knows == Thief.Knows.POST_QUANTUM || tapped.header().epoch() <= watch.partEpoch,
                        "stolen in part epoch " + watch.partEpoch + ", opened "
                                + tapped.header().epoch());
            }
        }
        underWay.put(text, tapped);
        watches.stream().filter(watch -> watch.heard == FOLLOWED).forEach(finished::add);
        watches.removeIf(watch -> watch.heard == FOLLOWED);
        return message;
    }

    /// Of the thefts that were followed to the end.
    private Figures figures() {
        var opened = finished.stream().mapToInt(watch -> watch.opened).summaryStatistics();
        return new Figures((int) opened.getCount(), opened.getAverage(), opened.getMax());
    }

    private static byte[] text(String text) {
        return text.getBytes(UTF_8);
    }
}
