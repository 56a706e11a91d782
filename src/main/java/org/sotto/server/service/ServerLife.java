package org.sotto.server.service;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/// Writes down when the server starts and stops. Two starts without a stop between them: it was killed.
@Singleton
final class ServerLife {
    /// After the checks of the database, which refuse a start.
    private static final int LATE = 3_000;
    private static final Logger LOG = Logger.getLogger(ServerLife.class);

    private final AuditService audit;

    ServerLife(AuditService audit) {
        this.audit = audit;
    }

    /// A server that cannot write its audit log does not start.
    void start(@Observes @Priority(LATE) StartupEvent event) {
        audit.started();
    }

    void stop(@Observes ShutdownEvent event) {
        try {
            audit.stopped();
        } catch (RuntimeException e) {
            LOG.warn("the stop could not be written down", e);
        }
    }
}
