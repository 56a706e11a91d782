package org.sotto.server.resource;

import io.quarkus.websockets.next.OpenConnections;
import io.quarkus.websockets.next.WebSocketConnection;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.sotto.server.resource.error.Draining;

/// What comes before the ports close: every call and every frame that came in is answered, streams are closed with a
/// code that says to come again, and new calls are told so. It takes no longer than [#LONGEST], for whoever stops a
/// server kills it in the end.
@Singleton
public final class GracefulStop {
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(10);

    private final Draining calls;
    private final OpenConnections connections;

    GracefulStop(Draining calls, OpenConnections connections) {
        this.calls = calls;
        this.connections = connections;
    }

    public void run() {
        run(LONGEST);
    }

    /// @return whether all were answered in time
    boolean run(Duration longest) {
        calls.begin();
        long deadline = System.nanoTime() + longest.toNanos();
        boolean streamsGone = leaveStreams();
        while (!(streamsGone && calls.isDry())) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            LockSupport.parkNanos(LOOK);
            streamsGone = leaveStreams(); // one may have been opened, or have answered, just now
        }
        return true;
    }

    /// Whether none is left.
    private boolean leaveStreams() {
        boolean none = true;
        for (WebSocketConnection connection : connections) {
            none = false;
            @Nullable Stream stream = StreamEndpoint.stream(connection);
            if (stream != null) {
                stream.leave();
            }
        }
        return none;
    }
}
