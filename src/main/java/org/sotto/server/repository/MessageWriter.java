package org.sotto.server.repository;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What is done with messages inside the writer's transaction.
final class MessageWriter {
    static final String MAILBOX =
            "SELECT id, device_id, kind, send_hash, messages, bytes FROM mailboxes WHERE mailbox_tag = ?";
    static final String EXISTING =
            "SELECT id, sealed FROM pending_messages WHERE device_id = ? AND message_tag = ? AND mailbox_id = ?";
    static final String INSERT = "INSERT INTO pending_messages"
            + " (id, device_id, mailbox_id, message_tag, received, size, sealed) VALUES (?, ?, ?, ?, ?, ?, ?)";
    static final String COUNT = "UPDATE mailboxes SET messages = messages + ?, bytes = bytes + ? WHERE id = ?";
    static final String ACKNOWLEDGE =
            "DELETE FROM pending_messages WHERE device_id = ? AND message_tag = ? RETURNING mailbox_id, size";
    static final String EXPIRED = "SELECT id, received FROM pending_messages ORDER BY id LIMIT ?";
    static final String OF_DEVICE =
            "SELECT id, mailbox_id FROM pending_messages WHERE device_id = ? AND id > ? ORDER BY id LIMIT ?";
    static final String DELETE = "DELETE FROM pending_messages WHERE id = ? RETURNING mailbox_id, size";

    private MessageWriter() {}

    static StoreResult store(WriterConnection writer, Parcel parcel, Quota quota) throws SQLException {
        MailboxState mailbox = mailbox(writer, parcel.mailboxTag());
        if (mailbox == null) {
            return refuse(parcel);
        }
        return switch (parcel.judge(mailbox)) {
            case ACCEPTED -> store(writer, parcel, mailbox, quota);
            case WRONG_TYPE -> new StoreResult.WrongType();
            case WRONG_SECRET -> refuse(parcel);
        };
    }

    private static StoreResult refuse(Parcel parcel) {
        parcel.seal(0); // the work of an accepted one
        return new StoreResult.Refused();
    }

    private static @Nullable MailboxState mailbox(WriterConnection writer, byte[] tag) throws SQLException {
        PreparedStatement mailbox = writer.statement(MAILBOX);
        mailbox.setBytes(1, tag);
        try (ResultSet row = mailbox.executeQuery()) {
            return row.next()
                    ? new MailboxState(
                            row.getLong(1),
                            row.getLong(2),
                            row.getInt(3),
                            row.getBytes(4),
                            row.getInt(5),
                            row.getLong(6))
                    : null;
        }
    }

    private static StoreResult store(WriterConnection writer, Parcel parcel, MailboxState mailbox, Quota quota)
            throws SQLException {
        PreparedStatement existing = writer.statement(EXISTING);
        existing.setLong(1, mailbox.device());
        existing.setBytes(2, parcel.tag());
        existing.setLong(3, mailbox.row());
        try (ResultSet row = existing.executeQuery()) {
            if (row.next()) {
                boolean same = parcel.sameAs(row.getLong(1), row.getBytes(2));
                return same ? new StoreResult.Known() : new StoreResult.Conflict();
            }
        }
        if (mailbox.messages() >= quota.messages() || mailbox.bytes() + parcel.size() > quota.bytes()) {
            return new StoreResult.Full();
        }
        return new StoreResult.Stored(mailbox.device(), insert(writer, parcel, mailbox));
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
        count(writer, mailbox.row(), 1, parcel.size());
        return row;
    }

    /// Deletes what the device has stored; how many of them were there.
    static int acknowledge(WriterConnection writer, long device, List<byte[]> tags) throws SQLException {
        int deleted = 0;
        PreparedStatement acknowledge = writer.statement(ACKNOWLEDGE);
        for (byte[] tag : tags) {
            acknowledge.setLong(1, device);
            acknowledge.setBytes(2, tag);
            deleted += delete(writer, acknowledge);
        }
        return deleted;
    }

    /// Deletes at most `limit` of the messages that came before `before` ms, the oldest first; how many they were.
    static int expire(WriterConnection writer, long before, int limit) throws SQLException {
        PreparedStatement oldest = writer.statement(EXPIRED);
        oldest.setInt(1, limit);
        List<Long> found = new ArrayList<>(limit);
        try (ResultSet row = oldest.executeQuery()) {
            // rows are in the order of their times, so the first that is young enough ends the search
            while (row.next() && row.getLong(2) < before) {
                found.add(row.getLong(1));
            }
        }
        delete(writer, found);
        return found.size();
    }

    /// Looks at no more than `limit` messages behind row `after` of a device, and deletes those that are meant.
    ///
    /// @return the last row that was looked at, or empty if no more were there
    static OptionalLong discard(WriterConnection writer, Waiting which, long after, int limit) throws SQLException {
        PreparedStatement search = writer.statement(OF_DEVICE);
        search.setLong(1, which.device());
        search.setLong(2, after);
        search.setInt(3, limit);
        List<Long> meant = new ArrayList<>(limit);
        int seen = 0;
        long last = after;
        try (ResultSet row = search.executeQuery()) {
            while (row.next()) {
                seen++;
                last = row.getLong(1);
                if (which.contains(row.getLong(2))) {
                    meant.add(last);
                }
            }
        }
        delete(writer, meant);
        return seen < limit ? OptionalLong.empty() : OptionalLong.of(last);
    }

    private static void delete(WriterConnection writer, List<Long> rows) throws SQLException {
        PreparedStatement delete = writer.statement(DELETE);
        for (long row : rows) {
            delete.setLong(1, row);
            delete(writer, delete);
        }
    }

    private static int delete(WriterConnection writer, PreparedStatement returning) throws SQLException {
        int deleted = 0;
        try (ResultSet row = returning.executeQuery()) {
            while (row.next()) {
                count(writer, row.getLong(1), -1, -row.getInt(2));
                deleted++;
            }
        }
        return deleted;
    }

    private static void count(WriterConnection writer, long mailbox, int messages, long bytes) throws SQLException {
        PreparedStatement count = writer.statement(COUNT);
        count.setInt(1, messages);
        count.setLong(2, bytes);
        count.setLong(3, mailbox);
        count.executeUpdate();
    }
}
