package org.sotto.support;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/// The way to one person: loses 10 % of the blobs, lets 70 % overtake one another, doubles 10 %, and keeps what comes
/// while the person is offline.
public final class Network {
    /// How many steps a blob may be late: a slow route, not an attacker.
    private static final int MAX_DELAY = 30;

    private static final double LOSS = 0.10;
    private static final double REORDERED = 0.70;
    private static final double DOUBLED = 0.10;

    /// A blob on its way, and the step in which it arrives.
    public record Flight(long due, String text, byte[] blob) {}

    private final PriorityQueue<Flight> flights = new PriorityQueue<>((a, b) -> Long.compare(a.due, b.due));
    private final ArrayDeque<Flight> late = new ArrayDeque<>();
    private final Random dice;

    public Network(Random dice) {
        this.dice = dice;
    }

    public void send(String text, byte[] blob, long step) {
        if (dice.nextDouble() < LOSS) {
            return;
        }
        flights.add(new Flight(due(step), text, blob));
        if (dice.nextDouble() < DOUBLED) {
            flights.add(new Flight(due(step), text, blob));
        }
        if (dice.nextDouble() < DOUBLED) {
            late.add(new Flight(step, text, blob));
        }
    }

    private long due(long step) {
        return dice.nextDouble() < REORDERED ? step + dice.nextInt(MAX_DELAY) : step;
    }

    /// What arrives up to this step, in any order.
    public List<Flight> arrivals(long step) {
        List<Flight> due = new ArrayList<>();
        while (!flights.isEmpty() && flights.element().due <= step) {
            due.add(flights.remove());
        }
        Collections.shuffle(due, dice);
        return due;
    }

    /// What was sent before a step and is brought again by someone who kept it.
    public List<Flight> replays(long before) {
        List<Flight> old = new ArrayList<>();
        while (!late.isEmpty() && late.element().due < before) {
            old.add(late.remove());
        }
        return old;
    }
}
