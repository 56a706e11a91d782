package org.sotto.server.repository;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.sotto.api.ApiLimits;

/// Messages that wait. Changes go through [GroupCommit]; a page is read on a connection of its own.
@Singleton
public final class MessageRepository {
    /// What one mailbox may hold: a contact's busy month, or 120 of the largest blobs. A full public mailbox, which
    /// whoever has the card can fill, costs its server a part of a disk and no more.
    static final Quota QUOTA = new Quota(ApiLimits.MAILBOX_MESSAGES, 128L << 20);
    static final String ROW = "SELECT received, sealed FROM pending_messages WHERE id = ?";
    /// Bytes after which a page ends early, so that a hundred of the largest blobs do not stand in memory at once.
    static final long PAGE_BYTES = 2L << 20;

    private final GroupCommit commits;
    private final DataSource readers;
    private final Quota quota;

    @Inject
    MessageRepository(GroupCommit commits, @io.quarkus.agroal.DataSource("sqlite") DataSource readers) {
        this(commits, readers, QUOTA);
    }

    MessageRepository(GroupCommit commits, DataSource readers, Quota quota) {
        this.commits = commits;
        this.readers = readers;
        this.quota = quota;
    }

    /// Puts the parcel into its mailbox. Parcels are stored in the order of the calls.
    ///
    /// @param committed told of the result before the future completes, in the order of the calls; must be short
    /// @throws StorageException at once or through the future: nothing was stored
    public CompletableFuture<StoreResult> store(Parcel parcel, Consumer<StoreResult> committed) {
        return commits.submit(parcel.size(), writer -> MessageWriter.store(writer, parcel, quota), committed);
    }

    /// Deletes the device's messages with these tags; how many of them were there.
    ///
    /// @param committed told of the number before the future completes; must be short
    public CompletableFuture<Integer> acknowledge(long device, List<byte[]> tags, Consumer<Integer> committed) {
        return commits.submit(32L * tags.size(), writer -> MessageWriter.acknowledge(writer, device, tags), committed);
    }

    /// Deletes at most `limit` messages that came before `before` ms; how many they were.
    public CompletableFuture<Integer> expire(long before, int limit) {
        return commits.submit(0, writer -> MessageWriter.expire(writer, before, limit));
    }

    /// Looks at no more than `limit` messages behind row `after`, and deletes those that are meant.
    ///
    /// @return where to go on, or empty if no more were there
    public CompletableFuture<OptionalLong> discard(Waiting which, long after, int limit) {
        return commits.submit(0, writer -> MessageWriter.discard(writer, which, after, limit));
    }

    /// What waits for the device behind row `after`, in the order of arrival: at most `limit` messages, and not many
    /// more than 2 MiB of them, but at least one if there is one.
    public MessagePage page(long device, long after, int limit) {
        long from = after;
        while (true) {
            long[] rows = commits.index().committed(device, from, limit + 1);
            MessagePage page = rows.length == 0 ? new MessagePage(List.of(), false) : read(rows, limit);
            if (!page.messages().isEmpty() || !page.more()) {
                return page;
            }
            from = rows[rows.length - 1]; // all of them were acknowledged meanwhile
        }
    }

    private MessagePage read(long[] rows, int limit) {
        try (Connection connection = readers.getConnection();
                PreparedStatement search = connection.prepareStatement(ROW)) {
            return read(search, rows, limit);
        } catch (SQLException e) {
            throw new StorageException("a page could not be read", e);
        }
    }

    private static MessagePage read(PreparedStatement search, long[] rows, int limit) throws SQLException {
        List<MessageRow> messages = new ArrayList<>();
        long bytes = 0;
        for (long row : rows) {
            if (messages.size() == limit || bytes >= PAGE_BYTES) {
                return new MessagePage(messages, true);
            }
            search.setLong(1, row);
            try (ResultSet found = search.executeQuery()) {
                if (found.next()) { // else it was acknowledged meanwhile
                    byte[] sealed = found.getBytes(2);
                    messages.add(new MessageRow(row, found.getLong(1), sealed));
                    bytes += sealed.length;
                }
            }
        }
        return new MessagePage(messages, rows.length > limit);
    }
}
