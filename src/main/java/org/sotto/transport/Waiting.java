package org.sotto.transport;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/// From the event loop's futures to blocking calls.
final class Waiting {
    private Waiting() {}

    static <T> T await(CompletableFuture<T> future, Duration timeout, Function<Throwable, RuntimeException> typed) {
        try {
            return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw typed.apply(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw new TransportException.Unreachable("no answer within " + timeout.toMillis() + " ms");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransportException.Unreachable("interrupted");
        }
    }

    /// Waits for something whose failure changes nothing.
    static void quietly(CompletableFuture<?> future, Duration timeout) {
        try {
            future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            future.cancel(false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
