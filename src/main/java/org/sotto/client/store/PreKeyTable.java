package org.sotto.client.store;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sotto.client.session.PreKeyStore;
import org.sotto.crypto.key.IdentityKeyPair;
import org.sotto.crypto.key.OneTimePreKey;
import org.sotto.crypto.key.OneTimePreKeyPair;
import org.sotto.crypto.key.SignedPreKeyPair;

/// The private halves of prekeys.
public final class PreKeyTable implements PreKeyStore {
    private final Sql sql;

    PreKeyTable(Sql sql) {
        this.sql = sql;
    }

    /// @param identity number of the own identity that signed it
    public void add(long identity, SignedPreKeyPair pair) {
        byte[] secret = pair.encode();
        sql.update(
                "INSERT INTO signed_prekeys(id, created, not_after, identity, secret) VALUES (?, ?, ?, ?, ?)",
                pair.record().id(),
                pair.record().createdMs(),
                pair.record().notAfterMs(),
                identity,
                secret);
        Arrays.fill(secret, (byte) 0);
    }

    /// In the order in which they are about to be uploaded, behind all others.
    ///
    /// @param identity number of the own identity that signed them
    public void add(long identity, List<OneTimePreKeyPair> pairs) {
        for (OneTimePreKeyPair pair : pairs) {
            byte[] secret = pair.encode();
            sql.update(
                    "INSERT INTO one_time_prekeys(id, identity, secret, place)"
                            + " VALUES (?, ?, ?, (SELECT coalesce(max(place), 0) + 1 FROM one_time_prekeys))",
                    pair.record().id(),
                    identity,
                    secret);
            Arrays.fill(secret, (byte) 0);
        }
    }

    /// The server has said that it took these.
    public void confirm(List<OneTimePreKey> records) {
        records.forEach(key -> sql.update("UPDATE one_time_prekeys SET taken = 1 WHERE id = ?", key.id()));
    }

    /// Notes which one-time prekeys the server has handed out, from how many are left. It hands out the oldest first,
    /// so the newest are left. What it never said that it took is passed over in counting: then a key is noted too
    /// late, and none too early.
    public void noteLeft(int left, long nowMs) {
        List<Long> newest = sql.list(
                "SELECT place FROM one_time_prekeys WHERE taken = 1 ORDER BY place DESC LIMIT ?",
                row -> row.getLong(1),
                left);
        if (newest.size() < left) {
            return;
        }
        long oldestLeft = newest.isEmpty() ? Long.MAX_VALUE : newest.getLast();
        sql.update("UPDATE one_time_prekeys SET gone = ? WHERE gone IS NULL AND place < ?", nowMs, oldestLeft);
        sql.update("UPDATE one_time_prekeys SET gone = NULL WHERE gone IS NOT NULL AND place >= ?", oldestLeft);
    }

    /// Deletes one-time prekeys that the server had handed out by `timeMs`.
    public void deleteGone(long timeMs) {
        sql.update("DELETE FROM one_time_prekeys WHERE gone <= ?", timeMs);
    }

    @Override
    public @Nullable SignedPreKeyPair signedPreKey(long id) {
        return signed("SELECT secret FROM signed_prekeys WHERE id = ?", id).orElse(null);
    }

    @Override
    public @Nullable IdentityKeyPair ownerOf(long id) {
        return new IdentityTable(sql).ofSignedPreKey(id).orElse(null);
    }

    /// The number of the own identity that signed this signed prekey, which is known.
    public long identityOf(long id) {
        return sql.count("SELECT identity FROM signed_prekeys WHERE id = ?", id);
    }

    /// The newest one that this own identity signed.
    public Optional<SignedPreKeyPair> newestSignedPreKey(long identity) {
        return signed("SELECT secret FROM signed_prekeys WHERE identity = ? ORDER BY created DESC LIMIT 1", identity);
    }

    @Override
    public @Nullable OneTimePreKeyPair oneTimePreKey(long id) {
        return sql.one("SELECT secret FROM one_time_prekeys WHERE id = ?", row -> row.getBytes(1), id)
                .map(secret -> {
                    OneTimePreKeyPair pair = OneTimePreKeyPair.decode(secret);
                    Arrays.fill(secret, (byte) 0);
                    return pair;
                })
                .orElse(null);
    }

    @Override
    public void deleteOneTimePreKey(long id) {
        sql.update("DELETE FROM one_time_prekeys WHERE id = ?", id);
    }

    /// Whether this id of a signed or one-time prekey is taken.
    public boolean isKnown(long id) {
        return sql.count(
                        "SELECT (SELECT count(*) FROM signed_prekeys WHERE id = ?1)"
                                + " + (SELECT count(*) FROM one_time_prekeys WHERE id = ?1)",
                        id)
                > 0;
    }

    /// Deletes signed prekeys whose not_after is `timeMs` or earlier, but never the newest one, and then the identities
    /// that only those needed.
    public void deleteExpired(long timeMs) {
        sql.update(
                "DELETE FROM signed_prekeys WHERE not_after <= ?"
                        + " AND id <> (SELECT id FROM signed_prekeys ORDER BY created DESC LIMIT 1)",
                timeMs);
        new IdentityTable(sql).forgetUnused();
    }

    private Optional<SignedPreKeyPair> signed(String query, Object... parameters) {
        return sql.one(query, row -> row.getBytes(1), parameters).map(secret -> {
            SignedPreKeyPair pair = SignedPreKeyPair.decode(secret);
            Arrays.fill(secret, (byte) 0);
            return pair;
        });
    }
}
