package org.sotto.server.resource.error;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.sotto.server.security.Addresses;
import org.sotto.server.security.Strangers;
import org.sotto.server.service.StrangerLimit;

/// Counts calls that fail without a session, by address, and registrations, of which there are no more when
/// the bucket is empty. A call that succeeds is never refused for what others behind the same address did;
/// one that fails is told to wait ([StrangerAnswers]).
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
        if (!Strangers.isRegistration(context)) {
            context.addEndHandler(done -> countFailed(context));
            context.next();
            return;
        }
        byte[] address = Addresses.of(context);
        if (limit.count(address)) {
            context.next();
        } else {
            failures.answerLimited(context, limit.waitOf(address));
        }
    }

    private void countFailed(RoutingContext context) {
        if (Strangers.hasFailed(context)) {
            limit.count(Addresses.of(context));
        }
    }
}
