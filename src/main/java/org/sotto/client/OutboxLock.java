package org.sotto.client;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/// Holds back other processes, and other Messengers of this process, while one flushes the outbox of a profile: so the
/// order of messages is kept. The system lets go of it when a process dies.
final class OutboxLock implements AutoCloseable {
    private static final Map<Path, Semaphore> IN_PROCESS = new ConcurrentHashMap<>();

    private final Semaphore local;
    private final FileChannel channel;
    private final FileLock lock;

    private OutboxLock(Semaphore local, FileChannel channel, FileLock lock) {
        this.local = local;
        this.channel = channel;
        this.lock = lock;
    }

    static OutboxLock acquire(Path file) {
        Semaphore local = IN_PROCESS.computeIfAbsent(file.toAbsolutePath().normalize(), path -> new Semaphore(1));
        local.acquireUninterruptibly();
        boolean held = false;
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
            OutboxLock acquired = new OutboxLock(local, channel, locked(channel));
            held = true;
            return acquired;
        } catch (IOException e) {
            throw new ClientException.ProfileUnusable("the profile cannot be locked", "check the folder's owner");
        } finally {
            if (!held) {
                local.release();
            }
        }
    }

    private static FileLock locked(FileChannel channel) throws IOException {
        try {
            return channel.lock();
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new ClientException.ProfileUnusable("the profile cannot be unlocked", "check the folder's owner");
        } finally {
            local.release();
        }
    }
}
