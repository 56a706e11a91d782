package org.sotto.server.service;

import jakarta.inject.Singleton;

/// Opens subscriptions for connected devices.
@Singleton
public final class Streams {
    private final MessageService messages;
    private final Wakeups wakeups;
    private final DeviceDirectory devices;

    Streams(MessageService messages, Wakeups wakeups, DeviceDirectory devices) {
        this.messages = messages;
        this.wakeups = wakeups;
        this.devices = devices;
    }

    /// Everything that waits for the device, and what arrives from now on, until it is closed. It is over at once for a
    /// device that is gone.
    public Subscription open(long device) {
        Subscription subscription = Subscription.open(device, new SmallPages(messages::page), wakeups);
        // looked up only now: a device deleted after its session was checked may have been gone before it could be told
        if (!devices.holds(device)) {
            subscription.close(Subscription.End.SESSION_OVER);
        }
        return subscription;
    }
}
