package org.sotto.server.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.sotto.server.service.Subscription.Step;

class SubscriptionTest {
    private static final long DEVICE = 7;

    private final List<Delivery> stored = Collections.synchronizedList(new ArrayList<>());
    private final Wakeups wakeups = new Wakeups();
    private int reads;
    private int largest;

    private Deliveries page(long device, long after, int limit) {
        assertEquals(DEVICE, device);
        reads++;
        List<Delivery> behind =
                List.copyOf(stored).stream().filter(each -> each.row() > after).toList();
        List<Delivery> shown = behind.subList(0, Math.min(limit, behind.size()));
        largest = Math.max(largest, shown.size());
        return new Deliveries(shown, behind.size() > shown.size());
    }

    private Subscription open() {
        return Subscription.open(DEVICE, this::page, wakeups);
    }

    private static byte[] id(long row) {
        return ByteBuffer.allocate(16).putLong(row).array();
    }

    private static Delivery message(long row, int size) {
        return new Delivery(row, id(row), new byte[32], 0, new byte[size]);
    }

    private void arrive(long row, int size) {
        stored.add(message(row, size));
        wakeups.arrived(DEVICE, () -> message(row, size));
    }

    private static List<Long> rows(Step step) {
        return assertInstanceOf(Step.Deliver.class, step).messages().stream()
                .map(Delivery::row)
                .toList();
    }

    @Test
    void deliversWhatWaitsThenSaysDrainedThenWhatComes() throws InterruptedException {
        stored.add(message(1, 10));
        stored.add(message(2, 10));
        try (Subscription subscription = open()) {
            assertEquals(List.of(1L, 2L), rows(subscription.next(0)));
            assertInstanceOf(Step.Drained.class, subscription.next(0));
            assertInstanceOf(Step.Idle.class, subscription.next(0));
            arrive(3, 10);
            assertEquals(List.of(3L), rows(subscription.next(0)));
            assertInstanceOf(Step.Drained.class, subscription.next(0));
            assertInstanceOf(Step.Idle.class, subscription.next(0));
        }
        assertEquals(1, reads, "what arrives is not read from the database");
    }

    @Test
    void saysDrainedAtOnceWhenNothingWaits() throws InterruptedException {
        try (Subscription subscription = open()) {
            assertInstanceOf(Step.Drained.class, subscription.next(0));
        }
    }

    @Test
    void deliversOnceWhatArrivesWhileItReads() throws InterruptedException {
        try (Subscription subscription = Subscription.open(
                DEVICE,
                (device, after, limit) -> {
                    arrive(1, 10); // in the page and handed over as well
                    Deliveries page = page(device, after, limit);
                    arrive(2, 10); // behind the page
                    return page;
                },
                wakeups)) {
            assertEquals(List.of(1L), rows(subscription.next(0)));
            assertEquals(List.of(2L), rows(subscription.next(0)));
            assertInstanceOf(Step.Drained.class, subscription.next(0));
        }
    }

    @Test
    void letsAtMost256StandUnacknowledged() throws InterruptedException {
        for (int row = 1; row <= 300; row++) {
            stored.add(message(row, 1));
        }
        try (Subscription subscription = open()) {
            int delivered = 0;
            Step step = subscription.next(0);
            while (step instanceof Step.Deliver deliver) {
                delivered += deliver.messages().size();
                step = subscription.next(0);
            }
            assertInstanceOf(Step.Idle.class, step);
            assertEquals(256, delivered);
            wakeups.acknowledged(DEVICE, List.of(id(1), id(2), id(9999)));
            assertEquals(List.of(257L, 258L), rows(subscription.next(0)));
            assertInstanceOf(Step.Idle.class, subscription.next(0));
        }
        assertTrue(largest <= Subscription.PAGE);
    }

    @Test
    void keepsNoMoreThanALittleForAStreamThatDoesNotKeepUp() throws InterruptedException {
        try (Subscription subscription = open()) {
            assertInstanceOf(Step.Drained.class, subscription.next(0));
            int size = Subscription.MAX_FRESH / 4;
            for (int row = 1; row <= 10; row++) {
                arrive(row, size);
            }
            List<Long> seen = new ArrayList<>();
            Step step = subscription.next(0);
            while (step instanceof Step.Deliver deliver) {
                seen.addAll(rows(deliver));
                step = subscription.next(0);
            }
            assertInstanceOf(Step.Drained.class, step);
            assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L), seen);
            assertEquals(2, reads, "it went to the database for them");
        }
    }

    @Test
    void wakesTheOneWhoWaits() throws Exception {
        try (Subscription subscription = open()) {
            assertInstanceOf(Step.Drained.class, subscription.next(0));
            CompletableFuture<Step> waiting = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> {
                try {
                    waiting.complete(subscription.next(20_000));
                } catch (InterruptedException e) {
                    waiting.completeExceptionally(e);
                }
            });
            arrive(1, 10);
            assertEquals(List.of(1L), rows(waiting.get(10, TimeUnit.SECONDS)));
        }
    }

    @Test
    void endsForTheFirstReason() throws InterruptedException {
        Subscription subscription = open();
        wakeups.end(new DeviceRemoved(DEVICE + 1));
        assertInstanceOf(Step.Drained.class, subscription.next(0));
        wakeups.end(new DeviceRemoved(DEVICE));
        subscription.close();
        assertEquals(new Step.Ended(Subscription.End.SESSION_OVER), subscription.next(0));
        arrive(1, 10);
        assertEquals(new Step.Ended(Subscription.End.SESSION_OVER), subscription.next(0));
    }

    @Test
    void theFifthStreamOfADeviceReplacesTheOldest() throws InterruptedException {
        List<Subscription> all = new ArrayList<>();
        for (int i = 0; i < Wakeups.STREAMS; i++) {
            all.add(open());
        }
        assertInstanceOf(Step.Drained.class, all.getFirst().next(0));
        all.add(open());
        assertEquals(new Step.Ended(Subscription.End.REPLACED), all.getFirst().next(0));
        arrive(1, 10);
        for (Subscription each : all.subList(1, all.size())) {
            assertEquals(List.of(1L), rows(each.next(0)));
        }
    }
}
