package org.sotto.server.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sotto.api.frame.CloseCode;
import org.sotto.api.frame.ServerFrame;
import org.sotto.server.repository.Transactions;
import org.sotto.support.TestMailbox;
import org.sotto.support.TestStream;

/// A stop in the middle of work. `SessionIT` stops the packaged server under a client that follows.
@QuarkusTest
@TestProfile(GracefulStopTest.Alone.class)
class GracefulStopTest {
    /// A server that nobody else uses: it is of no use afterwards.
    public static final class Alone implements QuarkusTestProfile {}

    private final StreamScene scene;
    private final GracefulStop stop;
    private final Transactions transactions;

    GracefulStopTest(StreamScene scene, GracefulStop stop, Transactions transactions) {
        this.scene = scene;
        this.stop = stop;
        this.transactions = transactions;
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void whoHasAskedIsAnsweredAndWhoAsksNowComesAgain() throws Exception {
        TestStream idle = scene.open(scene.bob());
        idle.next(ServerFrame.Drained.class);
        TestStream busy = scene.open(scene.alice());
        busy.next(ServerFrame.Drained.class);
        var frame = scene.frame(1, TestMailbox.blob(1, 2048));
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<Boolean> writer = CompletableFuture.supplyAsync(() -> transactions.write(() -> {
            held.countDown();
            return await(release);
        }));
        assertTrue(await(held));
        busy.send(frame); // waits for the writer
        scene.ping(busy); // and has arrived
        assertFalse(stop.run(Duration.ofMillis(50)), "one is not answered yet, and nobody waits for ever");
        CompletableFuture<Boolean> stopped = CompletableFuture.supplyAsync(() -> stop.run(Duration.ofSeconds(30)));
        assertEquals(CloseCode.GOING_AWAY.number(), idle.closeCode());
        scene.alice().call().get("/v1/messages").then().statusCode(503).header("Retry-After", "5");
        release.countDown();
        assertTrue(writer.get(30, TimeUnit.SECONDS));
        assertTrue(busy.next(ServerFrame.Sent.class).success());
        assertEquals(CloseCode.GOING_AWAY.number(), busy.closeCode());
        assertTrue(stopped.get(30, TimeUnit.SECONDS), "nothing was left unanswered");
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
