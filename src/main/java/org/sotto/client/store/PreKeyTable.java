package org.sotto.client.store;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sotto.client.session.PreKeyStore;
import org.sotto.crypto.key.OneTimePreKeyPair;
import org.sotto.crypto.key.SignedPreKeyPair;

/// The private halves of prekeys.
public final class PreKeyTable implements PreKeyStore {
    private final Sql sql;

    PreKeyTable(Sql sql) {
        this.sql = sql;
    }

    public void add(SignedPreKeyPair pair) {
        byte[] secret = pair.encode();
        sql.update(
                "INSERT INTO signed_prekeys(id, created, not_after, secret) VALUES (?, ?, ?, ?)",
                pair.record().id(),
                pair.record().createdMs(),
                pair.record().notAfterMs(),
                secret);
        Arrays.fill(secret, (byte) 0);
    }

    public void add(List<OneTimePreKeyPair> pairs) {
        for (OneTimePreKeyPair pair : pairs) {
            byte[] secret = pair.encode();
            sql.update(
                    "INSERT INTO one_time_prekeys(id, secret) VALUES (?, ?)",
                    pair.record().id(),
                    secret);
            Arrays.fill(secret, (byte) 0);
        }
    }

    @Override
    public @Nullable SignedPreKeyPair signedPreKey(long id) {
        return signed("SELECT secret FROM signed_prekeys WHERE id = ?", id).orElse(null);
    }

    public Optional<SignedPreKeyPair> newestSignedPreKey() {
        return signed("SELECT secret FROM signed_prekeys ORDER BY created DESC LIMIT 1");
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

    /// Deletes signed prekeys whose not_after is `timeMs` or earlier, but never the newest one.
    public void deleteExpired(long timeMs) {
        sql.update(
                "DELETE FROM signed_prekeys WHERE not_after <= ?"
                        + " AND id <> (SELECT id FROM signed_prekeys ORDER BY created DESC LIMIT 1)",
                timeMs);
    }

    private Optional<SignedPreKeyPair> signed(String query, Object... parameters) {
        return sql.one(query, row -> row.getBytes(1), parameters).map(secret -> {
            SignedPreKeyPair pair = SignedPreKeyPair.decode(secret);
            Arrays.fill(secret, (byte) 0);
            return pair;
        });
    }
}
