package org.sotto.server.config;

import java.time.Clock;

/// The time of this machine, for what is looked at before there are beans.
public final class SystemTime {
    private SystemTime() {}

    public static Clock clock() {
        return Clock.systemUTC();
    }
}
