package org.sotto.support;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/// The calls that the running server sees, each with the connection that it came over, while somebody looks: inject it.
@Singleton
public class SeenCalls {
    private static final int EARLY = Integer.MIN_VALUE + 2;

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile boolean looking;

    /// @param connection the caller's port
    /// @param scheme     of its authorization, in lower case; empty for none
    /// @param headers    their names, in lower case
    public record Call(int connection, String path, String scheme, Set<String> headers) {
        public boolean isPaid() {
            return scheme.equals("privatetoken");
        }
    }

    void install(@Observes Router router) {
        router.route().order(EARLY).handler(this::see);
    }

    private void see(RoutingContext context) {
        if (looking) {
            String authorization = context.request().headers().get("Authorization");
            String scheme = authorization == null ? "" : authorization.split(" ", 2)[0];
            calls.add(new Call(
                    context.request().remoteAddress().port(),
                    context.normalizedPath(),
                    scheme.toLowerCase(Locale.ROOT),
                    context.request().headers().names().stream()
                            .map(name -> name.toLowerCase(Locale.ROOT))
                            .collect(Collectors.toCollection(TreeSet::new))));
        }
        context.next();
    }

    /// What is called while this is done.
    public List<Call> during(Doing doing) throws Exception {
        calls.clear();
        looking = true;
        try {
            doing.run();
        } finally {
            looking = false;
        }
        return List.copyOf(calls);
    }

    /// Something that makes calls.
    @FunctionalInterface
    public interface Doing {
        void run() throws Exception;
    }
}
