package org.sotto.client.store;

import java.util.List;
import java.util.Optional;

/// Blind tokens that were not spent. Nothing in them says when they were fetched, so that is kept beside them.
public final class TokenTable {
    private final Sql sql;

    TokenTable(Sql sql) {
        this.sql = sql;
    }

    /// @param day since the epoch, of the key that signed them
    public void add(long day, List<byte[]> tokens, long nowMs) {
        tokens.forEach(
                token -> sql.insert("INSERT INTO tokens(day, token, fetched) VALUES (?, ?, ?)", day, token, nowMs));
    }

    /// Those of keys from this day on.
    public long count(long fromDay) {
        return sql.count("SELECT count(*) FROM tokens WHERE day >= ?", fromDay);
    }

    /// Takes one out: any of those that were fetched before `restedMs`, or else any at all.
    ///
    /// @param fromDay of an older key none is good any more; they are thrown away
    public Optional<byte[]> take(long fromDay, long restedMs) {
        sql.update("DELETE FROM tokens WHERE day < ?", fromDay);
        Optional<Taken> taken = sql.one(
                "SELECT id, token FROM tokens ORDER BY fetched > ?, random() LIMIT 1",
                row -> new Taken(row.getLong(1), row.getBytes(2)),
                restedMs);
        taken.ifPresent(token -> sql.update("DELETE FROM tokens WHERE id = ?", token.id()));
        return taken.map(Taken::token);
    }

    private record Taken(long id, byte[] token) {}
}
