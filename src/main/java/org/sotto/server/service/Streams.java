package org.sotto.server.service;

import jakarta.inject.Singleton;

/// Opens subscriptions for connected devices.
@Singleton
public final class Streams {
    private final MessageService messages;
    private final Wakeups wakeups;

    Streams(MessageService messages, Wakeups wakeups) {
        this.messages = messages;
        this.wakeups = wakeups;
    }

    /// Everything that waits for the device, and what arrives from now on, until it is closed.
    public Subscription open(long device) {
        return Subscription.open(device, messages::page, wakeups);
    }
}
