package org.sotto.server.service;

import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.sotto.server.settings.StrangerSettings;

/// What an address may do without a device: fail, and register. In memory only.
///
/// Above the limit its calls go on, one at a time, since somebody else behind it may well be about to succeed; what
/// fails is told to wait.
@Singleton
public final class StrangerLimit {
    private final RateLimit addresses;
    private final Set<ByteBuffer> inTurn = ConcurrentHashMap.newKeySet();

    StrangerLimit(StrangerSettings settings, Clock clock) {
        this.addresses = new RateLimit(settings.burst(), settings.interval(), clock);
    }

    /// Zero, or how long the address has to wait; nothing is taken.
    public Duration waitOf(byte[] address) {
        return addresses.peek(address);
    }

    /// Takes one for a call that failed, or for a registration; whether there was one. Calls at the same time may all
    /// be
    /// counted before one of them is refused; there are no more of them than connections.
    public boolean count(byte[] address) {
        return addresses.take(address).isZero();
    }

    /// Whether no other call of this address, which is above the limit, is in work; if so, [#leave] ends this one.
    public boolean enter(byte[] address) {
        return inTurn.add(ByteBuffer.wrap(address));
    }

    public void leave(byte[] address) {
        inTurn.remove(ByteBuffer.wrap(address));
    }
}
