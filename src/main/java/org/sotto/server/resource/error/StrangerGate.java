package org.sotto.server.resource.error;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.sotto.server.security.Addresses;
import org.sotto.server.security.Strangers;
import org.sotto.server.service.StrangerLimit;

/// Holds addresses from which unauthenticated calls fail too often: no more registrations, the other calls one at a
/// time, and whichever of them fails is told to wait ([StrangerAnswers]). A call that succeeds is never refused for
/// what
/// others behind the same address did, and whoever shows a session that stands is not even counted.
@Singleton
final class StrangerGate {
    /// Behind the failure handler, before anything is read.
    private static final int EARLY = Integer.MIN_VALUE + 1;
    /// For the one call in front to be over.
    private static final Duration MOMENT = Duration.ofSeconds(1);

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
        byte[] address = Addresses.of(context);
        if (Strangers.isRegistration(context)) {
            if (!limit.count(address)) {
                failures.answerLimited(context, limit.waitOf(address));
                return;
            }
        } else {
            if (Strangers.contain(context) && limit.waitOf(address).isPositive() && !admitInTurn(context, address)) {
                return;
            }
            context.addEndHandler(done -> countFailed(context));
        }
        context.next();
    }

    private boolean admitInTurn(RoutingContext context, byte[] address) {
        if (limit.enter(address)) {
            context.addEndHandler(done -> limit.leave(address));
            return true;
        }
        failures.answerLimited(context, MOMENT);
        return false;
    }

    private void countFailed(RoutingContext context) {
        if (Strangers.hasFailed(context)) {
            limit.count(Addresses.of(context));
        }
    }
}
