package org.sotto.support;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One person whom many tests share, for calls that leave nothing behind which another test would meet: a
/// registration and a proof cost more than most calls.
@Singleton
public class Bystander {
    /// Before the half-life of its session, so that no answer brings a fresh one.
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final People people;
    private @Nullable Person person;
    private Instant made = Instant.MIN;

    Bystander(People people) {
        this.people = people;
    }

    public synchronized Person get() throws IOException {
        if (person == null || made.plus(FRESH).isBefore(Instant.now())) {
            person = people.another();
            made = Instant.now();
        }
        return person;
    }
}
