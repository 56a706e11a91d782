package org.sotto.client.store;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sotto.protocol.MailboxGrant;

/// Own texts that a server has accepted and no receipt has confirmed: what is sent again is the same bytes.
public final class AwaitingTable {
    private final Sql sql;

    AwaitingTable(Sql sql) {
        this.sql = sql;
    }

    /// @param message   row of the history
    /// @param messageId the id at the server, 16 bytes
    /// @param attempts  how often it was sent again
    public record Row(long message, long contact, byte[] messageId, byte[] blob, MailboxGrant target, int attempts) {}

    /// The last one that was accepted of a message counts.
    public void add(OutboxRow row, byte[] blob, MailboxGrant target, long nowMs) {
        @Nullable Long message = row.message();
        if (message == null) {
            throw new IllegalArgumentException("nothing confirms what is not of the history");
        }
        sql.update(
                "INSERT OR REPLACE INTO awaiting(message, contact, message_id, blob, mailbox, send_secret, accepted)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                message,
                row.contact(),
                row.messageId(),
                blob,
                target.mailbox(),
                target.sendSecret(),
                nowMs);
    }

    /// Those that were accepted `ageMs` ago or earlier and sent again `attempts` times, oldest first.
    public List<Row> due(int attempts, long ageMs, long nowMs) {
        return sql.list(
                "SELECT * FROM awaiting WHERE attempts = ? AND accepted <= ? ORDER BY message",
                row -> new Row(
                        row.getLong("message"),
                        row.getLong("contact"),
                        row.getBytes("message_id"),
                        row.getBytes("blob"),
                        new MailboxGrant(row.getBytes("mailbox"), row.getBytes("send_secret")),
                        row.getInt("attempts")),
                attempts,
                nowMs - ageMs);
    }

    public void sentAgain(long message) {
        sql.update("UPDATE awaiting SET attempts = attempts + 1 WHERE message = ?", message);
    }

    public void delete(long message) {
        sql.update("DELETE FROM awaiting WHERE message = ?", message);
    }
}
