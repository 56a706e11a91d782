package org.sotto.server.config;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;

/// The registry behind the framework's: that one walks along all there are, and makes an object for it each time, which
/// is too much for what is counted with every message.
public final class PlainRegistry {
    private PlainRegistry() {}

    /// The same registry, where there is more than one behind it.
    public static MeterRegistry of(MeterRegistry framework) {
        return framework instanceof CompositeMeterRegistry all
                        && all.getRegistries().size() == 1
                ? all.getRegistries().iterator().next()
                : framework;
    }
}
