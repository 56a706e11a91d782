package org.sotto.server.repository;

import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Keeps the running server's writer busy with work that takes all the room there is: inject it.
@Singleton
public class BusyWriter {
    private final GroupCommit commits;

    BusyWriter(GroupCommit commits) {
        this.commits = commits;
    }

    /// Until it is closed, nothing more is taken in.
    public interface Busy extends AutoCloseable {
        @Override
        void close();
    }

    public Busy occupy() {
        CountDownLatch done = new CountDownLatch(1);
        CompletableFuture<Boolean> work = commits.submit(GroupCommit.MAX_WAITING, connection -> await(done));
        return () -> {
            done.countDown();
            work.join();
        };
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
