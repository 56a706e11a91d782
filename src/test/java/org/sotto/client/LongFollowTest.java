package org.sotto.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Somebody who follows for hours: the stream is opened anew, and the prekeys are looked after.
class LongFollowTest extends TwoPeople {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final LinkedBlockingQueue<String> seen = new LinkedBlockingQueue<>();
    private final AtomicBoolean running = new AtomicBoolean(true);
    private Messenger messenger;
    private Thread follower;

    @BeforeEach
    void follow() throws InterruptedException {
        messenger = bob.open();
        follower = Thread.ofPlatform().start(() -> messenger.follow(message -> seen.add(message.text()), running::get));
        pass("zero");
        assertEquals(1, server.awaitStreams(1, PATIENCE));
    }

    @AfterEach
    void stop() throws InterruptedException {
        running.set(false);
        follower.join();
        messenger.close();
    }

    /// The age of the stream is looked at between two messages.
    private void pass(String text) throws InterruptedException {
        alice.send("bob", text);
        assertEquals(text, seen.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    }

    @Test
    void aStreamStaysOpenForAnHour() throws InterruptedException {
        clock.advance(Duration.ofHours(1));
        pass("one");
        pass("two");
        assertEquals(1, server.awaitStreams(1, PATIENCE));
    }

    @Test
    void afterAnHourANewOneComesWithFreshPreKeys() throws InterruptedException {
        server.loseOneTimeKeys();
        clock.advance(Duration.ofHours(1).plusMillis(1));
        assertEquals(2, server.awaitStreams(2, PATIENCE));
        assertEquals(100, bob.status().oneTimePreKeys());
        pass("one");
    }

    @Test
    void aClockThatIsSetBackDoesNotKeepIt() throws InterruptedException {
        clock.advance(Duration.ofHours(-2));
        assertEquals(2, server.awaitStreams(2, PATIENCE));
    }
}
