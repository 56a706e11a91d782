package org.sotto.server.resource.error;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;
import org.sotto.api.ProblemCode;

/// At the end of a server's life: who has asked is answered, and who asks now is told to come again. Streams have
/// their own end, and are not counted.
@Singleton
public final class Draining {
    /// Behind the failure handler, before all else.
    private static final int EARLY = Integer.MIN_VALUE + 1;
    /// A restart takes about as long.
    private static final String RETRY_SECONDS = "5";
    private static final String STREAM = "/v1/stream";

    private final RouterFailures failures;
    private final AtomicInteger calls = new AtomicInteger();
    private volatile boolean begun;

    Draining(RouterFailures failures) {
        this.failures = failures;
    }

    void install(@Observes Router router) {
        router.route().order(EARLY).handler(this::admit);
    }

    public void begin() {
        begun = true;
    }

    /// Whether every call has its answer.
    public boolean isDry() {
        return calls.get() == 0;
    }

    private void admit(RoutingContext context) {
        if (!context.normalizedPath().equals(STREAM)) {
            calls.incrementAndGet();
            context.addEndHandler(done -> calls.decrementAndGet());
        }
        if (begun) { // looked at after the count: whoever is let in is waited for
            context.response().putHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
            failures.answer(context, ProblemCode.UNAVAILABLE, "the server is being stopped");
        } else {
            context.next();
        }
    }
}
