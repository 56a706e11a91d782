package org.sotto.client.store;

import java.util.Optional;

/// The keys that the home server issues tokens under, by their days since the epoch, and what contacts were told of
/// them.
public final class IssuerTable {
    private final Sql sql;

    IssuerTable(Sql sql) {
        this.sql = sql;
    }

    /// Keeps the key of a day.
    ///
    /// @return false if another one is kept, which stays
    public boolean learn(long day, byte[] key) {
        sql.update("INSERT OR IGNORE INTO issuer_keys(day, key) VALUES (?, ?)", day, key);
        return sql.count("SELECT count(*) FROM issuer_keys WHERE day = ? AND key = ?", day, key) == 1;
    }

    /// 342 bytes.
    public Optional<byte[]> key(long day) {
        return sql.one("SELECT key FROM issuer_keys WHERE day = ?", row -> row.getBytes(1), day);
    }

    public void forgetBefore(long day) {
        sql.update("DELETE FROM issuer_keys WHERE day < ?", day);
    }

    /// Whether the contact was not told yet of this day's key; from now on it was.
    public boolean tell(long contact, long day) {
        return sql.update(
                        "INSERT INTO issuer_told(contact, day) VALUES (?, ?)"
                                + " ON CONFLICT(contact) DO UPDATE SET day = excluded.day WHERE day <> excluded.day",
                        contact,
                        day)
                == 1;
    }
}
