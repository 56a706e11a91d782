package org.sotto.server.uniform;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// The control of [UniformAnswersTest]: a call that asks for it with a header is answered two milliseconds later.
@Singleton
public class Planted {
    static final String HEADER = "Sotto-Planted";
    private static final int EARLY = Integer.MIN_VALUE + 2;
    private static final int MS = 2;

    void install(@Observes Router router) {
        router.route().order(EARLY).handler(Planted::delay);
    }

    private static void delay(RoutingContext context) {
        if (context.request().headers().contains(HEADER)) {
            context.request().pause();
            context.vertx().setTimer(MS, timer -> {
                context.request().resume();
                context.next();
            });
        } else {
            context.next();
        }
    }
}
