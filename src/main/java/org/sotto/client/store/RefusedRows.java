package org.sotto.client.store;

import org.jspecify.annotations.Nullable;

/// Why the server refused what is no more in the outbox, for whoever waits for such a row: the process that was told
/// may be another one.
public final class RefusedRows {
    /// More than the processes of one profile that wait for a row at a time.
    static final int KEPT = 64;

    private final Sql sql;

    RefusedRows(Sql sql) {
        this.sql = sql;
    }

    /// @param seq    of the row, whose number is never given again
    /// @param reason one lower-case line
    public void add(long seq, String reason) {
        sql.update("INSERT OR REPLACE INTO refused_rows(seq, reason) VALUES (?, ?)", seq, reason);
        sql.update(
                "DELETE FROM refused_rows WHERE seq NOT IN (SELECT seq FROM refused_rows ORDER BY seq DESC LIMIT ?)",
                KEPT);
    }

    /// Null for a row that was not refused, or so long ago that nobody waits for it.
    public @Nullable String reason(long seq) {
        return sql.one("SELECT reason FROM refused_rows WHERE seq = ?", row -> row.getString(1), seq)
                .orElse(null);
    }
}
