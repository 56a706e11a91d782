package org.sotto.server.service;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// What a server does every hour without being asked: it forgets messages that nobody fetched for 30
/// days and what the audit log no longer keeps, and writes down what was only counted.
@Singleton
public final class Housekeeping {
    private static final Logger LOG = Logger.getLogger(Housekeeping.class);

    private final MessageService messages;
    private final AuditService audit;
    private final AuditRetention retention;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("sotto-housekeeping").factory());

    Housekeeping(MessageService messages, AuditService audit, AuditRetention retention) {
        this.messages = messages;
        this.audit = audit;
        this.retention = retention;
    }

    void start(@Observes StartupEvent event) {
        var _ = timer.scheduleWithFixedDelay(this::run, 1, 60, TimeUnit.MINUTES);
    }

    void stop(@Observes ShutdownEvent event) {
        timer.shutdownNow();
    }

    private void run() {
        attempt("messages could not be expired", messages::expire);
        attempt("counts could not be written to the audit log", audit::flush);
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
