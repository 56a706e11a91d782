package org.sotto.server.repository;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.sotto.server.repository.PendingIndex.Entry;
import org.sotto.server.repository.PendingIndex.Load;

/// What is done with messages inside the writer's transaction: in the table, and in the [PendingIndex] beside it.
final class MessageWriter {
    static final String MAILBOX = "SELECT id, device_id, kind, send_hash FROM mailboxes WHERE mailbox_tag = ?";
    static final String INSERT = "INSERT INTO pending_messages"
            + " (id, device_id, mailbox_id, message_tag, received, size, sealed) VALUES (?, ?, ?, ?, ?, ?, ?)";
    static final String SEALED =
            "SELECT sealed FROM pending_messages WHERE id = ? AND mailbox_id = ? AND message_tag = ?";
    static final String ACKNOWLEDGE = "DELETE FROM pending_messages WHERE id = ? AND device_id = ? AND message_tag = ?"
            + " RETURNING mailbox_id, size";
    static final String ENTRY =
            "SELECT id, device_id, mailbox_id, message_tag, size, received FROM pending_messages WHERE id = ?";
    static final String OLDEST =
            "SELECT id, device_id, mailbox_id, message_tag, size, received FROM pending_messages ORDER BY id LIMIT ?";
    static final String DELETE = "DELETE FROM pending_messages WHERE id = ?";

    private MessageWriter() {}

    static StoreResult store(WriterConnection writer, Parcel parcel, Quota quota) throws SQLException {
        MailboxState mailbox = mailbox(writer, parcel.mailboxTag());
        return mailbox == null ? refuse(parcel) : store(writer, parcel, mailbox, quota);
    }

    static StoreResult store(WriterConnection writer, Parcel parcel, MailboxState mailbox, Quota quota)
            throws SQLException {
        return switch (parcel.judge(mailbox)) {
            case ACCEPTED -> put(writer, parcel, mailbox, quota);
            case WRONG_TYPE -> new StoreResult.WrongType();
            case WRONG_SECRET -> refuse(parcel);
        };
    }

    static StoreResult refuse(Parcel parcel) {
        parcel.seal(0); // the work of an accepted one
        return new StoreResult.Refused();
    }

    static @Nullable MailboxState mailbox(WriterConnection writer, byte[] tag) throws SQLException {
        PreparedStatement mailbox = writer.statement(MAILBOX);
        mailbox.setBytes(1, tag);
        try (ResultSet row = mailbox.executeQuery()) {
            return row.next() ? new MailboxState(row.getLong(1), row.getLong(2), row.getInt(3), row.getBytes(4)) : null;
        }
    }

    private static StoreResult put(WriterConnection writer, Parcel parcel, MailboxState mailbox, Quota quota)
            throws SQLException {
        for (long row : writer.index().candidates(mailbox.device(), parcel.tag())) {
            byte[] sealed = sealed(writer, row, mailbox, parcel);
            if (sealed != null) {
                return parcel.sameAs(row, sealed) ? new StoreResult.Known() : new StoreResult.Conflict();
            }
        }
        Load load = writer.index().load(mailbox.row());
        if (load.messages() >= quota.messages() || load.bytes() + parcel.size() > quota.bytes()) {
            return new StoreResult.Full();
        }
        Duration holdUp = parcel.holdUp();
        if (holdUp.isPositive()) {
            return new StoreResult.TooMuch(holdUp);
        }
        return new StoreResult.Stored(mailbox.device(), insert(writer, parcel, mailbox));
    }

    private static byte @Nullable [] sealed(WriterConnection writer, long row, MailboxState mailbox, Parcel parcel)
            throws SQLException {
        PreparedStatement sealed = writer.statement(SEALED);
        sealed.setLong(1, row);
        sealed.setLong(2, mailbox.row());
        sealed.setBytes(3, parcel.tag());
        try (ResultSet found = sealed.executeQuery()) {
            return found.next() ? found.getBytes(1) : null;
        }
    }

    private static long insert(WriterConnection writer, Parcel parcel, MailboxState mailbox) throws SQLException {
        long row = writer.nextMessageRow();
        PreparedStatement insert = writer.statement(INSERT);
        insert.setLong(1, row);
        insert.setLong(2, mailbox.device());
        insert.setLong(3, mailbox.row());
        insert.setBytes(4, parcel.tag());
        insert.setLong(5, parcel.received());
        insert.setInt(6, parcel.size());
        insert.setBytes(7, parcel.seal(row));
        insert.executeUpdate();
        writer.index().add(new Entry(row, mailbox.device(), mailbox.row(), parcel.tag(), parcel.size()));
        return row;
    }

    /// Deletes what the device has stored; how many of them were there.
    static int acknowledge(WriterConnection writer, long device, List<byte[]> tags) throws SQLException {
        int deleted = 0;
        for (byte[] tag : tags) {
            for (long row : writer.index().candidates(device, tag)) {
                deleted += acknowledge(writer, device, tag, row);
            }
        }
        return deleted;
    }

    private static int acknowledge(WriterConnection writer, long device, byte[] tag, long row) throws SQLException {
        PreparedStatement acknowledge = writer.statement(ACKNOWLEDGE);
        acknowledge.setLong(1, row);
        acknowledge.setLong(2, device);
        acknowledge.setBytes(3, tag);
        try (ResultSet deleted = acknowledge.executeQuery()) {
            if (!deleted.next()) {
                return 0;
            }
            writer.index().remove(new Entry(row, device, deleted.getLong(1), tag, deleted.getInt(2)));
            return 1;
        }
    }

    /// Deletes at most `limit` of the messages that came before `before` ms, the oldest first; how many they were.
    static int expire(WriterConnection writer, long before, int limit) throws SQLException {
        PreparedStatement oldest = writer.statement(OLDEST);
        oldest.setInt(1, limit);
        List<Entry> found = new ArrayList<>(limit);
        try (ResultSet row = oldest.executeQuery()) {
            // rows are in the order of their times, so the first that is young enough ends the search
            while (row.next() && row.getLong(6) < before) {
                found.add(entry(row));
            }
        }
        for (Entry entry : found) {
            delete(writer, entry);
        }
        return found.size();
    }

    /// Looks at no more than `limit` messages behind row `after` of a device, and deletes those that are meant.
    ///
    /// @return the last row that was looked at, or empty if no more were there
    static OptionalLong discard(WriterConnection writer, Waiting which, long after, int limit) throws SQLException {
        long[] rows = writer.index().all(which.device(), after, limit);
        PreparedStatement search = writer.statement(ENTRY);
        for (long row : rows) {
            search.setLong(1, row);
            try (ResultSet found = search.executeQuery()) {
                if (found.next() && which.contains(found.getLong(3))) {
                    delete(writer, entry(found));
                }
            }
        }
        return rows.length < limit ? OptionalLong.empty() : OptionalLong.of(rows[rows.length - 1]);
    }

    /// Deletes what a deletion of its mailbox has left that was cut short; how many they were.
    static int clear(WriterConnection writer) throws SQLException {
        for (Entry entry : writer.leftOver()) {
            delete(writer, entry);
        }
        return writer.leftOver().size();
    }

    private static void delete(WriterConnection writer, Entry entry) throws SQLException {
        PreparedStatement delete = writer.statement(DELETE);
        delete.setLong(1, entry.row());
        delete.executeUpdate();
        writer.index().remove(entry);
    }

    static Entry entry(ResultSet row) throws SQLException {
        return new Entry(row.getLong(1), row.getLong(2), row.getLong(3), row.getBytes(4), row.getInt(5));
    }
}
