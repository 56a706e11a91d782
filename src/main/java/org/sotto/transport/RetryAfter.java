package org.sotto.transport;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Keeps to what the server says of when to come again: a short wait is waited out, and before the end of a
/// long one the same thing is not asked again. What is remembered goes with the connection.
final class RetryAfter {
    /// Above this it is better to tell the caller.
    static final Duration SHORT = Duration.ofSeconds(5);
    /// Short waits in a row for one call.
    static final int TRIES = 10;
    /// Things that may be held back at a time; more are a server's whim, and all of them are asked again.
    private static final int MOST = 1_000;

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private final Map<String, Held> held = new HashMap<>();
    private final Clock clock;
    private final Pause pause;

    private record Held(Instant until, TransportException.Refused refusal) {}

    /// Waits; a test does not.
    interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    RetryAfter(Clock clock, Pause pause) {
        this.clock = clock;
        this.pause = pause;
    }

    /// Whole seconds; a date, which this server never sends, is none.
    static @Nullable Duration parse(@Nullable String header) {
        return header != null && SECONDS.matcher(header).matches() ? Duration.ofSeconds(Long.parseLong(header)) : null;
    }

    /// Asks, and asks again after a short wait.
    ///
    /// @param what names what is asked for, so that a refusal of one thing holds back no other
    /// @throws TransportException Refused, also without asking as long as the server's last answer to it says so
    <T> T ask(String what, Supplier<T> question) {
        checkHeld(what);
        for (int tries = 1; ; tries++) {
            try {
                return question.get();
            } catch (TransportException.Refused e) {
                waitOut(what, e, tries);
            }
        }
    }

    private void waitOut(String what, TransportException.Refused refusal, int tries) {
        Duration wait = refusal.retryAfter();
        if (refusal.status() != 429 || wait == null) {
            throw refusal;
        }
        if (tries == TRIES || wait.compareTo(SHORT) > 0) {
            hold(what, new Held(clock.instant().plus(wait), refusal));
            throw refusal;
        }
        try {
            pause.of(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refusal;
        }
    }

    private synchronized void checkHeld(String what) {
        Held before = held.get(what);
        if (before == null) {
            return;
        }
        if (clock.instant().isBefore(before.until())) {
            throw before.refusal();
        }
        held.remove(what);
    }

    private synchronized void hold(String what, Held until) {
        if (held.size() >= MOST) {
            held.clear();
        }
        held.put(what, until);
    }
}
