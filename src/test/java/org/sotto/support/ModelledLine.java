package org.sotto.support;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sotto.transport.LinkObserver;
import org.sotto.transport.LinkSample;
import org.sotto.transport.MailboxServer;

/// A line that is only thought of: each exchange carries the bytes that it does, and is told to have taken the
/// time that it would on a line with this bandwidth and round trip. So a busy machine changes nothing.
public record ModelledLine(int kibPerSecond, int roundTripMs) {
    /// The same server, measured as if it were at the other end of the line.
    public MailboxServer to(MailboxServer server) {
        return (MailboxServer) Proxy.newProxyInstance(
                ModelledLine.class.getClassLoader(),
                new Class<?>[] {MailboxServer.class},
                (proxy, method, arguments) -> call(server, method, arguments));
    }

    private @Nullable Object call(MailboxServer server, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getName().equals("measure")) {
            LinkObserver observer = (LinkObserver) Objects.requireNonNull(arguments)[0];
            server.measure(sample -> observer.observe(new LinkSample(sample.bytes(), nanos(sample.bytes()))));
            return null;
        }
        try {
            return method.invoke(server, arguments);
        } catch (InvocationTargetException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }

    private long nanos(long bytes) {
        return TimeUnit.MILLISECONDS.toNanos(roundTripMs)
                + bytes * TimeUnit.SECONDS.toNanos(1) / (kibPerSecond * 1_024L);
    }
}
