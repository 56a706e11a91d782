package org.sotto.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sotto.support.TestClock;
import org.sotto.transport.TransportException.Refused;

/// A client that is told to come again later.
class RetryAfterTest {
    private final TestClock clock = new TestClock(Instant.parse("2026-11-23T12:00:00Z"));
    private final List<Duration> pauses = new ArrayList<>();
    private final RetryAfter retryAfter = new RetryAfter(clock, pauses::add);
    private int asked;

    private String answer(int refusals, @Nullable Duration wait) {
        asked++;
        if (asked <= refusals) {
            throw new Refused(429, "rate-limited", "", wait);
        }
        return "done";
    }

    @Test
    void readsSecondsAndNothingElse() {
        assertEquals(Duration.ofSeconds(2), RetryAfter.parse("2"));
        for (String bad : new String[] {null, "", "-1", "1.5", "soon", "Wed, 21 Oct 2026 07:28:00 GMT", "9999999999"}) {
            assertNull(RetryAfter.parse(bad), bad);
        }
    }

    @Test
    void aShortWaitIsWaitedOut() {
        assertEquals("done", retryAfter.ask("send", () -> answer(3, Duration.ofSeconds(1))));
        assertEquals(4, asked);
        assertEquals(List.of(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1)), pauses);
    }

    @Test
    void afterTenShortWaitsTheCallerIsTold() {
        assertThrows(Refused.class, () -> retryAfter.ask("send", () -> answer(100, Duration.ofSeconds(1))));
        assertEquals(RetryAfter.TRIES, asked);
    }

    @Test
    void beforeTheEndOfALongWaitNothingIsAsked() {
        Duration wait = Duration.ofMinutes(10);
        assertThrows(Refused.class, () -> retryAfter.ask("fetch", () -> answer(1, wait)));
        assertThrows(Refused.class, () -> retryAfter.ask("fetch", () -> answer(1, wait)));
        assertEquals(1, asked, "not asked again");
        assertEquals("done", retryAfter.ask("something else", () -> answer(1, wait)));
        clock.advance(wait);
        assertEquals("done", retryAfter.ask("fetch", () -> answer(1, wait)));
        assertEquals(List.of(), pauses);
    }

    @Test
    void otherRefusalsAreNotWaitedFor() {
        assertThrows(Refused.class, () -> retryAfter.ask("send", () -> answer(1, null)));
        assertThrows(
                Refused.class,
                () -> retryAfter.ask("send", () -> {
                    throw new Refused(503, "unavailable", "", Duration.ofSeconds(1));
                }));
        assertEquals(List.of(), pauses);
    }
}
