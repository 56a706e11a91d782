package org.sotto.server.repository;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// The repository of messages over tables of its own, with two devices of one mailbox each.
abstract class StoredMessages {
    static final Quota QUOTA = new Quota(3, 300);

    @TempDir
    Path folder;

    PlainDatabase database;
    GroupCommit commits;
    MessageRepository messages;

    @BeforeEach
    void open() throws Exception {
        database = PlainDatabase.open(folder.resolve("test.db"));
        database.addMailbox(1);
        database.addMailbox(2);
        commits = new GroupCommit(database.source(), database.turn, PlainDatabase.meters());
        messages = new MessageRepository(commits, database.source(), QUOTA);
    }

    @AfterEach
    void close() {
        commits.close();
    }

    StoreResult store(long mailbox, int id, int... bytes) {
        byte[] blob = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            blob[i] = (byte) bytes[i];
        }
        return messages.store(PlainParcel.of(mailbox, id, blob), result -> {}).join();
    }

    int acknowledge(long device, int... ids) {
        List<byte[]> tags = new ArrayList<>();
        for (int id : ids) {
            tags.add(PlainParcel.of(device, id, new byte[0]).tag());
        }
        return messages.acknowledge(device, tags, deleted -> {}).join();
    }

    PendingIndex.Load load(long mailbox) {
        return commits.index().load(mailbox);
    }

    List<Long> rows(long device, long after, int limit) {
        return messages.page(device, after, limit).messages().stream()
                .map(MessageRow::row)
                .toList();
    }

    /// The writer and its memory go, the file stays.
    void restart() {
        commits.close();
        commits = new GroupCommit(database.source(), database.turn, PlainDatabase.meters());
        messages = new MessageRepository(commits, database.source(), QUOTA);
    }
}
