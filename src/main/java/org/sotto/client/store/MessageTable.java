package org.sotto.client.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sotto.client.store.MessageRow.State;

/// The history, in order of arrival. Unique on (contact, content id, fragment).
public final class MessageTable {
    private static final String SELECT =
            "SELECT m.*, c.name AS contact_name FROM messages m JOIN contacts c ON c.id = m.contact ";

    private final Sql sql;

    MessageTable(Sql sql) {
        this.sql = sql;
    }

    /// An own text. The number of its row comes back.
    public long addOutgoing(long contact, byte[] contentId, String text, long nowMs) {
        return sql.insert(
                "INSERT INTO messages(contact, content_id, fragment, kind, outgoing, text, sent, state, shown)"
                        + " VALUES (?, ?, 0, 0, 1, ?, ?, ?, 1)",
                contact,
                contentId,
                text,
                nowMs,
                State.QUEUED.ordinal());
    }

    /// What arrived, as the history keeps it.
    public record Incoming(long contact, byte[] contentId, int fragment, int kind, String text, long sent) {}

    /// False if it is there already; a receipt is due in both cases.
    public boolean addIncoming(Incoming message, long nowMs) {
        int added = sql.update(
                "INSERT OR IGNORE INTO messages(contact, content_id, fragment, kind, outgoing, text, sent, received,"
                        + " state, receipt_due) VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?, 1)",
                message.contact(),
                message.contentId(),
                message.fragment(),
                message.kind(),
                message.text(),
                message.sent(),
                nowMs,
                State.RECEIVED.ordinal());
        if (added == 0) {
            sql.update(
                    "UPDATE messages SET receipt_due = 1 WHERE contact = ? AND content_id = ? AND outgoing = 0",
                    message.contact(),
                    message.contentId());
        }
        return added == 1;
    }

    public List<MessageRow> of(long contact) {
        return sql.list(SELECT + "WHERE m.contact = ? ORDER BY m.seq", MessageTable::read, contact);
    }

    /// Incoming messages that no caller has been given yet; from now on they count as given.
    public List<MessageRow> takeUnshown() {
        List<MessageRow> rows = sql.list(SELECT + "WHERE m.shown = 0 ORDER BY m.seq", MessageTable::read);
        if (!rows.isEmpty()) {
            sql.update("UPDATE messages SET shown = 1 WHERE shown = 0");
        }
        return rows;
    }

    /// @param message row of an own message
    /// @param session the one that it was encrypted with
    public void setSession(long message, long session) {
        sql.update("UPDATE messages SET session = ? WHERE seq = ?", session, message);
    }

    /// The session is gone, and its number may be given to another one.
    public void forgetSession(long contact, long session) {
        sql.update("UPDATE messages SET session = NULL WHERE contact = ? AND session = ?", contact, session);
    }

    /// A message still on its way becomes sent; a delivered one stays so.
    public void markSent(long message) {
        advance(message, State.SENT, State.QUEUED);
    }

    /// A server has taken it and says no more.
    public void markAccepted(long message) {
        advance(message, State.ACCEPTED, State.QUEUED);
    }

    /// Own texts that a server accepted and that were not confirmed, older than this.
    public long unconfirmed(long beforeMs) {
        return sql.count(
                "SELECT count(*) FROM messages WHERE state = ? AND sent <= ?", State.ACCEPTED.ordinal(), beforeMs);
    }

    public void markFailed(long message) {
        advance(message, State.FAILED, State.QUEUED);
    }

    /// The contact says that it has this own message.
    public void markDelivered(long contact, byte[] contentId) {
        sql.update(
                "UPDATE messages SET state = ? WHERE contact = ? AND content_id = ? AND outgoing = 1",
                State.DELIVERED.ordinal(),
                contact,
                contentId);
        sql.update(
                "DELETE FROM awaiting WHERE message IN"
                        + " (SELECT seq FROM messages WHERE contact = ? AND content_id = ? AND outgoing = 1)",
                contact,
                contentId);
    }

    public State state(long message) {
        return sql.one("SELECT state FROM messages WHERE seq = ?", row -> State.values()[row.getInt(1)], message)
                .orElseThrow();
    }

    /// Own texts that left on a session and were not confirmed, oldest first: a new session sends them again.
    public List<MessageRow> unconfirmed(long contact, long session) {
        return sql.list(
                SELECT
                        + "WHERE m.contact = ? AND m.session = ? AND m.outgoing = 1 AND m.state IN (?, ?) ORDER BY m.seq",
                MessageTable::read,
                contact,
                session,
                State.SENT.ordinal(),
                State.ACCEPTED.ordinal());
    }

    /// Contacts with messages whose receipt is due.
    public List<Long> contactsWithReceiptsDue() {
        return sql.list(
                "SELECT DISTINCT contact FROM messages WHERE receipt_due = 1 ORDER BY contact", row -> row.getLong(1));
    }

    /// The content ids of a contact's messages whose receipt is due, at most `limit`; they count as done from now on.
    public List<byte[]> takeReceiptsDue(long contact, int limit) {
        List<byte[]> ids = sql.list(
                "SELECT DISTINCT content_id FROM messages WHERE contact = ? AND receipt_due = 1 LIMIT ?",
                row -> row.getBytes(1),
                contact,
                limit);
        for (byte[] id : ids) {
            sql.update("UPDATE messages SET receipt_due = 0 WHERE contact = ? AND content_id = ?", contact, id);
        }
        return ids;
    }

    /// No receipt is due to the contact any more.
    public void dropReceiptsDue(long contact) {
        sql.update("UPDATE messages SET receipt_due = 0 WHERE contact = ? AND receipt_due = 1", contact);
    }

    private void advance(long message, State to, State from) {
        sql.update("UPDATE messages SET state = ? WHERE seq = ? AND state = ?", to.ordinal(), message, from.ordinal());
    }

    private static MessageRow read(ResultSet row) throws SQLException {
        long received = row.getLong("received");
        @Nullable Long receivedOrNull = row.wasNull() ? null : received;
        return new MessageRow(
                row.getLong("seq"),
                row.getString("contact_name"),
                row.getBytes("content_id"),
                row.getInt("kind"),
                row.getBoolean("outgoing"),
                row.getString("text"),
                row.getLong("sent"),
                receivedOrNull,
                State.values()[row.getInt("state")]);
    }
}
