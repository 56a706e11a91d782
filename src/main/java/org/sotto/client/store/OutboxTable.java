package org.sotto.client.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sotto.client.session.Outgoing;
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

    /// The content was encrypted: its bytes stay the same until it is taken back.
    public void setBlob(long seq, Outgoing outgoing, MailboxGrant target) {
        sql.update(
                "UPDATE outbox SET blob = ?, session = ?, leave_by = ?, mailbox = ?, send_secret = ? WHERE seq = ?",
                outgoing.blob(),
                outgoing.session(),
                outgoing.leaveBy(),
                target.mailbox(),
                target.sendSecret(),
                seq);
    }

    /// What was encrypted is the last message of its session, and never taken back.
    public void forgetContent(long seq) {
        sql.update("UPDATE outbox SET content = NULL WHERE seq = ?", seq);
    }

    /// What was encrypted is a content again, under a fresh id: its bytes will be others.
    public void takeBack(long seq, byte[] messageId) {
        sql.update(
                "UPDATE outbox SET message_id = ?, blob = NULL, session = NULL, leave_by = NULL, mailbox = NULL,"
                        + " send_secret = NULL WHERE seq = ? AND content IS NOT NULL",
                messageId,
                seq);
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
        sql.update("DELETE FROM outbox WHERE contact = ? AND message IS NULL AND blob IS NULL", contact);
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
                "SELECT * FROM outbox WHERE contact = ? AND blob IS NULL ORDER BY seq", OutboxTable::read, contact);
    }

    /// What was encrypted with a session and may be encrypted again.
    public List<Long> encryptedWith(long session) {
        return sql.list(
                "SELECT seq FROM outbox WHERE session = ? AND content IS NOT NULL ORDER BY seq",
                row -> row.getLong(1),
                session);
    }

    /// What should have left before `nowMs` and may be encrypted again, also if its session is gone.
    public List<Long> over(long contact, long nowMs) {
        return sql.list(
                "SELECT seq FROM outbox WHERE contact = ? AND leave_by < ? AND content IS NOT NULL ORDER BY seq",
                row -> row.getLong(1),
                contact,
                nowMs);
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
