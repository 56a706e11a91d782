package org.sotto.bench;

import java.util.HashSet;
import java.util.Set;

/// Messages on their way: each of them must arrive, and once.
final class Ledger {
    private record Id(long high, long low) {}

    private final Set<Id> onTheWay = new HashSet<>();
    private int unexpected;

    synchronized void sent(long high, long low) {
        onTheWay.add(new Id(high, low));
    }

    synchronized void arrived(long high, long low) {
        if (!onTheWay.remove(new Id(high, low))) {
            unexpected++;
        }
    }

    synchronized int onTheWay() {
        return onTheWay.size();
    }

    /// What arrived a second time, or was never sent.
    synchronized int unexpected() {
        return unexpected;
    }
}
