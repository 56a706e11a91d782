package org.sotto.server.service;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.sotto.server.settings.StrangerSettings;

/// What an address may do without a device: fail, and register. In memory only.
@Singleton
public final class StrangerLimit {
    private final RateLimit addresses;

    StrangerLimit(StrangerSettings settings, Clock clock) {
        this.addresses = new RateLimit(settings.burst(), settings.interval(), clock);
    }

    /// Zero, or how long the address has to wait; nothing is taken.
    public Duration waitOf(byte[] address) {
        return addresses.peek(address);
    }

    /// Takes one for a call that failed, or for a registration. Calls at the same time may all be counted before one of
    /// them is refused; there are no more of them than connections.
    public void count(byte[] address) {
        addresses.take(address);
    }
}
