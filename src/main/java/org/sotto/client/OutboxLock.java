package org.sotto.client;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// Holds back other processes, and other Messengers of this process, while one flushes the outbox of a profile: so the
/// order of messages is kept. The system lets go of it when a process dies.
final class OutboxLock implements AutoCloseable {
    private static final Map<Path, ReentrantLock> IN_PROCESS = new ConcurrentHashMap<>();

    private final ReentrantLock local;
    private final FileChannel channel;
    private final FileLock lock;

    private OutboxLock(ReentrantLock local, FileChannel channel, FileLock lock) {
        this.local = local;
        this.channel = channel;
        this.lock = lock;
    }

    static OutboxLock acquire(Path file) {
        ReentrantLock local =
                IN_PROCESS.computeIfAbsent(file.toAbsolutePath().normalize(), path -> new ReentrantLock());
        local.lock();
        boolean held = false;
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
            OutboxLock acquired = new OutboxLock(local, channel, channel.lock());
            held = true;
            return acquired;
        } catch (IOException e) {
            throw new ClientException.ProfileUnusable("the profile cannot be locked", "check the folder's owner");
        } finally {
            if (!held) {
                local.unlock();
            }
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
            local.unlock();
        }
    }
}
