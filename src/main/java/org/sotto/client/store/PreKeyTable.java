package org.sotto.client.store;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sotto.client.session.PreKeyStore;
import org.sotto.crypto.key.IdentityKeyPair;
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

    /// @param identity number of the own identity that signed them
    public void add(long identity, List<OneTimePreKeyPair> pairs) {
        for (OneTimePreKeyPair pair : pairs) {
            byte[] secret = pair.encode();
            sql.update(
                    "INSERT INTO one_time_prekeys(id, identity, secret) VALUES (?, ?, ?)",
                    pair.record().id(),
                    identity,
                    secret);
            Arrays.fill(secret, (byte) 0);
        }
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
