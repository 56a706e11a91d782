package org.sotto.server.service;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Who is connected, and tells them what arrives. In memory: one process serves all streams.
@Singleton
public final class Wakeups {
    /// Streams of one device: the one in use, and some whose connection died without a word.
    static final int STREAMS = 4;

    private final ConcurrentHashMap<Long, List<Subscription>> subscriptions = new ConcurrentHashMap<>();

    /// From now on the subscription hears of what arrives. The oldest of too many is closed.
    void add(Subscription subscription) {
        List<Subscription> all = subscriptions.merge(
                subscription.device(),
                List.of(subscription),
                (before, one) -> Stream.concat(before.stream(), one.stream()).toList());
        if (all.size() > STREAMS) {
            all.getFirst().close(Subscription.End.REPLACED);
        }
    }

    void remove(Subscription subscription) {
        subscriptions.computeIfPresent(subscription.device(), (device, present) -> {
            List<Subscription> rest =
                    present.stream().filter(each -> each != subscription).toList();
            return rest.isEmpty() ? null : rest;
        });
    }

    /// How many are connected.
    int streams() {
        return subscriptions.values().stream().mapToInt(List::size).sum();
    }

    /// A message of the device is on disk. Called in the order of the rows.
    void arrived(long device, Supplier<Delivery> message) {
        List<Subscription> listeners = of(device);
        if (!listeners.isEmpty()) {
            Delivery delivery = message.get();
            listeners.forEach(each -> each.arrived(delivery));
        }
    }

    void acknowledged(long device, List<byte[]> messageIds) {
        of(device).forEach(each -> each.acknowledged(messageIds));
    }

    /// Somebody was given a prekey of the device, and few are left.
    void preKeysLow(long device) {
        of(device).forEach(Subscription::preKeysLow);
    }

    void end(@Observes DeviceRemoved event) {
        of(event.device()).forEach(each -> each.close(Subscription.End.SESSION_OVER));
    }

    private List<Subscription> of(long device) {
        return subscriptions.getOrDefault(device, List.of());
    }
}
