package org.sotto.client.store;

/// The blobs that were opened last, by their digests. A server delivers again what it has not seen
/// acknowledged, and the ratchet knows a used key only while it keeps the chain.
public final class RecentBlobs {
    /// Twice what a server may have delivered without an acknowledgment.
    static final int KEPT = 512;

    private final Sql sql;

    RecentBlobs(Sql sql) {
        this.sql = sql;
    }

    /// @param digest 32 bytes
    public boolean hold(byte[] digest) {
        return sql.count("SELECT count(*) FROM recent_blobs WHERE digest = ?", (Object) digest) > 0;
    }

    /// Whoever sends the same bytes again has no receipt of what is in them.
    public void receiptDueAgain(byte[] digest) {
        sql.update(
                "UPDATE messages SET receipt_due = 1 WHERE outgoing = 0 AND (contact, content_id) IN"
                        + " (SELECT contact, content_id FROM recent_blobs WHERE digest = ?)",
                (Object) digest);
    }

    /// Adds one that is not held, with the content that was in it, and lets go of the oldest.
    public void add(byte[] digest, long contact, byte[] contentId) {
        long seq = sql.insert(
                "INSERT INTO recent_blobs(digest, contact, content_id) VALUES (?, ?, ?)", digest, contact, contentId);
        sql.update("DELETE FROM recent_blobs WHERE seq <= ?", seq - KEPT);
    }
}
