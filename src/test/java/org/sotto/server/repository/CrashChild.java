package org.sotto.server.repository;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/// The process that [CrashTest] kills: many senders over the real repository tier, which say what was acknowledged.
final class CrashChild {
    private static final int SENDERS = 20;

    private CrashChild() {}

    /// @param args the database file, and the number of the first message
    public static void main(String[] args) throws Exception {
        PlainDatabase database = PlainDatabase.open(Path.of(args[0]));
        AtomicInteger next = new AtomicInteger(Integer.parseInt(args[1]));
        GroupCommit commits = new GroupCommit(database.source(), database.turn, PlainDatabase.meters());
        MessageRepository messages =
                new MessageRepository(commits, database.source(), new Quota(Integer.MAX_VALUE, Long.MAX_VALUE));
        for (int i = 0; i < SENDERS; i++) {
            Thread.ofVirtual().start(() -> send(messages, next));
        }
        Thread.currentThread().join();
    }

    private static void send(MessageRepository messages, AtomicInteger next) {
        while (true) {
            int id = next.getAndIncrement();
            StoreResult result =
                    messages.store(CrashTest.parcel(id), stored -> {}).join();
            if (!(result instanceof StoreResult.Stored)) {
                throw new IllegalStateException(id + ": " + result);
            }
            say(id);
        }
    }

    private static synchronized void say(int id) {
        System.out.println(id);
    }
}
