package org.sotto.support;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Set;

/// A server whose time is the [MovableClock] that the test can have injected.
public final class OnMovableClock implements QuarkusTestProfile {
    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(MovableClock.class);
    }
}
