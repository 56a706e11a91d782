package org.sotto.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// A `receive --follow` under way. Ctrl-C lets the message at hand be stored and acknowledged, and the profile be
/// closed, before the process ends.
final class Following implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final AtomicBoolean running = new AtomicBoolean(true);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "stop-following");

    private final PrintStream out;

    private Following(PrintStream out) {
        this.out = out;
    }

    /// @param out where the messages go; nothing is followed once it fails, as with `| head -1`
    static Following begin(PrintStream out) {
        Following following = new Following(out);
        Runtime.getRuntime().addShutdownHook(following.hook);
        return following;
    }

    boolean goesOn() {
        return running.get() && !out.checkError();
    }

    /// Asks for the end and waits for it, 5 seconds at most. It does not wait for the thread that follows: once its
    /// work is done, that one waits inside `System.exit` for this very hook.
    void stop() {
        running.set(false);
        try {
            boolean unused = closed.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Says that the profile is closed.
    @Override
    public void close() {
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending: the hook runs already
            running.set(false);
        }
    }
}
