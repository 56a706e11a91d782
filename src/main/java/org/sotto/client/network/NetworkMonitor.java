package org.sotto.client.network;

import java.time.Clock;
import org.sotto.client.store.Database;
import org.sotto.client.store.Transaction;
import org.sotto.protocol.compression.NetworkQuality;
import org.sotto.transport.LinkObserver;
import org.sotto.transport.LinkSample;

/// The estimate of one profile: read when the profile is opened, fed by every exchange, kept in the profile. Safe for
/// several threads.
public final class NetworkMonitor implements LinkObserver {
    private final Clock clock;
    private NetworkEstimate estimate;
    private boolean changed;

    private NetworkMonitor(Clock clock, NetworkEstimate estimate) {
        this.clock = clock;
        this.estimate = estimate;
    }

    public static NetworkMonitor load(Database database, Clock clock) {
        byte[] stored = database.transact(
                        tx -> java.util.Optional.ofNullable(tx.settings().network()))
                .orElse(null);
        return new NetworkMonitor(clock, NetworkEstimate.decode(stored));
    }

    @Override
    public synchronized void observe(LinkSample sample) {
        NetworkEstimate next = estimate.with(sample, clock.millis());
        changed |= !next.equals(estimate);
        estimate = next;
    }

    public synchronized NetworkEstimate estimate() {
        return estimate;
    }

    public NetworkQuality quality() {
        return estimate().quality(clock.millis());
    }

    public synchronized boolean hasChanged() {
        return changed;
    }

    /// Another process of the same profile may write as well: the last one stays.
    public synchronized void save(Transaction tx) {
        tx.settings().setNetwork(estimate.encode());
        changed = false;
    }
}
