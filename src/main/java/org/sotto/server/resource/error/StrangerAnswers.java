package org.sotto.server.resource.error;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.sotto.api.ProblemCode;
import org.sotto.server.security.Addresses;
import org.sotto.server.security.Strangers;
import org.sotto.server.service.StrangerLimit;

/// Tells a stranger who failed, and whose address has failed too often, how long to wait instead of what was wrong.
@Singleton
public final class StrangerAnswers {
    private final StrangerLimit limit;

    StrangerAnswers(StrangerLimit limit) {
        this.limit = limit;
    }

    @ServerResponseFilter
    public void answer(ContainerResponseContext response, RoutingContext context) {
        if (Strangers.isRegistration(context) || !Strangers.isFailure(context, response.getStatus())) {
            return;
        }
        Duration wait = limit.waitOf(Addresses.of(context));
        if (wait.isPositive()) {
            Response limited = Problems.builder(ProblemCode.RATE_LIMITED, "ask again later")
                    .build();
            response.setStatus(limited.getStatus());
            response.setEntity(limited.getEntity());
            response.getHeaders().remove(HttpHeaders.WWW_AUTHENTICATE);
            response.getHeaders().putSingle(HttpHeaders.RETRY_AFTER, Problems.seconds(wait));
        }
    }
}
