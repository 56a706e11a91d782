package org.sotto.server.service;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// What a server does every hour without being asked: it writes down what was only counted, and forgets messages that
/// nobody fetched for 30 days, devices that stay away, and what the audit log no longer keeps. Nothing goes for its age
/// while the clock is doubted.
@Singleton
public final class Housekeeping {
    private static final Logger LOG = Logger.getLogger(Housekeeping.class);

    private final MessageService messages;
    private final AuditService audit;
    private final AuditRetention retention;
    private final DeviceActivity activity;
    private final InactiveDevices devices;
    private final ClockGuard clock;
    private volatile boolean believed;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("sotto-housekeeping").factory());

    Housekeeping(
            MessageService messages,
            AuditService audit,
            AuditRetention retention,
            DeviceActivity activity,
            InactiveDevices devices,
            ClockGuard clock) {
        this.messages = messages;
        this.audit = audit;
        this.retention = retention;
        this.activity = activity;
        this.devices = devices;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        var _ = timer.scheduleWithFixedDelay(this::run, 1, 60, TimeUnit.MINUTES);
    }

    void stop(@Observes ShutdownEvent event) {
        timer.shutdownNow();
        if (believed) { // else the day is not known
            attempt("what devices were there could not be written down", activity::write);
        }
    }

    private void run() {
        attempt("counts could not be written to the audit log", audit::flush);
        attempt("the hourly work was not begun", () -> run(clock.believes()));
    }

    void run(boolean believed) {
        this.believed = believed;
        if (!believed) {
            return;
        }
        attempt("messages could not be expired", messages::expire);
        attempt("devices that stay away could not be removed", devices::run);
        attempt("the audit log could not be trimmed", retention::run);
    }

    private static void attempt(String failure, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warn(failure, e); // the next hour tries again
        }
    }
}
