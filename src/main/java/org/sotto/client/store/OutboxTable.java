package org.sotto.client.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sotto.protocol.MailboxGrant;
import org.sotto.protocol.compression.Urgency;

/// What waits to leave, in order.
public final class OutboxTable {
    private final Sql sql;

    OutboxTable(Sql sql) {
        this.sql = sql;
    }

    /// A content that waits for its turn to be encrypted.
    public long addContent(long contact, byte[] messageId, byte[] content, @Nullable Long message, Urgency urgency) {
        return sql.insert(
                "INSERT INTO outbox(contact, message_id, content, message, urgent) VALUES (?, ?, ?, ?, ?)",
                contact,
                messageId,
                content,
                message,
                urgency == Urgency.HIGH ? 1 : 0);
    }

    /// The content was encrypted: from now on its bytes stay the same.
    public void setBlob(long seq, byte[] blob, MailboxGrant target) {
        sql.update(
                "UPDATE outbox SET content = NULL, blob = ?, mailbox = ?, send_secret = ? WHERE seq = ?",
                blob,
                target.mailbox(),
                target.sendSecret(),
                seq);
    }

    /// What was encrypted is a content again, under a fresh id: its bytes will be others.
    public void setContent(long message, byte[] messageId, byte[] content) {
        sql.update(
                "UPDATE outbox SET message_id = ?, content = ?, blob = NULL, mailbox = NULL, send_secret = NULL"
                        + " WHERE message = ? AND blob IS NOT NULL",
                messageId,
                content,
                message);
    }

    public void setTarget(long seq, MailboxGrant target) {
        sql.update(
                "UPDATE outbox SET mailbox = ?, send_secret = ? WHERE seq = ?",
                target.mailbox(),
                target.sendSecret(),
                seq);
    }

    /// Deletes a contact's receipts and control messages that wait for a session.
    public void deleteReplies(long contact) {
        sql.update("DELETE FROM outbox WHERE contact = ? AND message IS NULL AND content IS NOT NULL", contact);
    }

    public boolean holds(long seq) {
        return sql.count("SELECT count(*) FROM outbox WHERE seq = ?", seq) > 0;
    }

    public void delete(long seq) {
        sql.update("DELETE FROM outbox WHERE seq = ?", seq);
    }

    /// The contacts something waits for, in the order in which it was written.
    public List<Long> contacts() {
        return sql.list("SELECT contact FROM outbox GROUP BY contact ORDER BY min(seq)", row -> row.getLong(1));
    }

    public Optional<OutboxRow> first(long contact) {
        return sql.one("SELECT * FROM outbox WHERE contact = ? ORDER BY seq LIMIT 1", OutboxTable::read, contact);
    }

    /// Contents of a contact that wait for their encryption, in order.
    public List<OutboxRow> notEncrypted(long contact) {
        return sql.list(
                "SELECT * FROM outbox WHERE contact = ? AND content IS NOT NULL ORDER BY seq",
                OutboxTable::read,
                contact);
    }

    public long count() {
        return sql.count("SELECT count(*) FROM outbox");
    }

    private static OutboxRow read(ResultSet row) throws SQLException {
        byte[] mailbox = row.getBytes("mailbox");
        byte[] secret = row.getBytes("send_secret");
        long message = row.getLong("message");
        @Nullable Long messageOrNull = row.wasNull() ? null : message;
        return new OutboxRow(
                row.getLong("seq"),
                row.getLong("contact"),
                row.getBytes("message_id"),
                row.getBytes("content"),
                row.getBytes("blob"),
                mailbox == null || secret == null ? null : new MailboxGrant(mailbox, secret),
                messageOrNull,
                row.getInt("urgent") == 1 ? Urgency.HIGH : Urgency.NORMAL);
    }
}
