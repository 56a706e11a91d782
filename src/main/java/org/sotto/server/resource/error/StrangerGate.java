package org.sotto.server.resource.error;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.sotto.server.security.Addresses;
import org.sotto.server.security.Strangers;
import org.sotto.server.service.StrangerLimit;

/// Holds addresses from which unauthenticated calls fail too often; whoever shows a session that stands is let through.
@Singleton
final class StrangerGate {
    /// Behind the failure handler, before anything is read.
    private static final int EARLY = Integer.MIN_VALUE + 1;

    private final StrangerLimit limit;
    private final RouterFailures failures;

    StrangerGate(StrangerLimit limit, RouterFailures failures) {
        this.limit = limit;
        this.failures = failures;
    }

    void install(@Observes Router router) {
        router.route().order(EARLY).handler(this::admit);
    }

    private void admit(RoutingContext context) {
        Duration wait = Strangers.contain(context) ? limit.waitOf(Addresses.of(context)) : Duration.ZERO;
        if (wait.isPositive()) {
            failures.answerLimited(context, wait);
            return;
        }
        if (Strangers.isRegistration(context)) {
            limit.count(Addresses.of(context));
        } else {
            context.addEndHandler(done -> countFailed(context));
        }
        context.next();
    }

    private void countFailed(RoutingContext context) {
        if (Strangers.hasFailed(context)) {
            limit.count(Addresses.of(context));
        }
    }
}
