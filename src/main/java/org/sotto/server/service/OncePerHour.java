package org.sotto.server.service;

import java.time.Clock;
import java.util.HashSet;
import java.util.Set;

/// Remembers for whom something was written down in the running hour, so that it is written down once.
final class OncePerHour {
    /// Names kept, of 43 characters: 10 MiB. When full, all are forgotten: a second row does less harm than none.
    static final int CAPACITY = 1 << 16;

    private final Clock clock;
    private final Set<String> names = new HashSet<>();
    private long hour;

    OncePerHour(Clock clock) {
        this.clock = clock;
    }

    /// Whether this is the name's first time in this hour.
    synchronized boolean first(String name) {
        long now = Hours.floor(clock.instant());
        if (now != hour || names.size() >= CAPACITY) {
            hour = now;
            names.clear();
        }
        return names.add(name);
    }

    /// Takes a first time back, of which nothing could be written down.
    synchronized void forget(String name) {
        names.remove(name);
    }
}
