package org.sotto.support;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;

/// A server with the limits that it has by default, whose time is the [MovableClock].
public final class DefaultLimits implements QuarkusTestProfile {
    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(MovableClock.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "sotto.security.rate_limiting.max_requests", "30",
                "sotto.limits.messages-per-second", "20",
                "sotto.limits.message-burst", "200",
                "sotto.limits.mailbox-burst-bytes", "16777216");
    }
}
