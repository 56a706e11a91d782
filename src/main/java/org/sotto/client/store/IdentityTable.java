package org.sotto.client.store;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sotto.crypto.key.Fingerprint;
import org.sotto.crypto.key.IdentityChain;
import org.sotto.crypto.key.IdentityKeyPair;
import org.sotto.crypto.key.IdentityRecord;
import org.sotto.crypto.key.IdentityRotation;

/// The own identities, numbered as they came. One is the present one; a later one waits for the server to take it; the
/// private keys of an earlier one stay as long as a prekey that it signed.
public final class IdentityTable {
    private static final String PRESENT = "(SELECT number FROM identities WHERE present = 1)";

    private final Sql sql;

    IdentityTable(Sql sql) {
        this.sql = sql;
    }

    /// The first one.
    public void found(IdentityKeyPair identity) {
        insert(0, identity, null, true);
    }

    /// One that is not the present one yet.
    ///
    /// @return its number
    public long prepare(IdentityKeyPair identity, IdentityRotation rotation) {
        long number = presentNumber() + 1;
        insert(number, identity, rotation, false);
        return number;
    }

    private void insert(long number, IdentityKeyPair identity, @Nullable IdentityRotation rotation, boolean present) {
        byte[] secret = identity.encode();
        sql.update(
                "INSERT INTO identities(number, fingerprint, record, secret, rotation, present)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                number,
                identity.record().fingerprint().bytes(),
                identity.record().encode(),
                secret,
                rotation == null ? null : rotation.encode(),
                present);
        Arrays.fill(secret, (byte) 0);
    }

    /// The one that waits for the server.
    public Optional<Long> prepared() {
        return sql.one("SELECT number FROM identities WHERE number > " + PRESENT, row -> row.getLong(1));
    }

    /// The server has taken it.
    public void enter(long number) {
        sql.update("UPDATE identities SET present = (number = ?)", number);
    }

    /// The server does not want it; its prekeys go as well.
    public void discard(long number) {
        sql.update("DELETE FROM signed_prekeys WHERE identity = ?", number);
        sql.update("DELETE FROM identities WHERE number = ? AND present = 0", number);
    }

    public long presentNumber() {
        return sql.count("SELECT number FROM identities WHERE present = 1");
    }

    /// The present one. Whoever asks closes it.
    public IdentityKeyPair present() {
        return byNumber(presentNumber()).orElseThrow();
    }

    /// Whoever asks closes it; empty when its private keys are gone.
    public Optional<IdentityKeyPair> byNumber(long number) {
        return identity("SELECT secret FROM identities WHERE number = ? AND secret IS NOT NULL", number);
    }

    Optional<IdentityKeyPair> ofSignedPreKey(long id) {
        return identity(
                "SELECT i.secret FROM identities i JOIN signed_prekeys p ON p.identity = i.number WHERE p.id = ?", id);
    }

    private Optional<IdentityKeyPair> identity(String query, long parameter) {
        return sql.one(query, row -> row.getBytes(1), parameter).map(secret -> {
            try {
                return IdentityKeyPair.decode(secret);
            } finally {
                Arrays.fill(secret, (byte) 0);
            }
        });
    }

    /// Of the present one.
    public Fingerprint fingerprint() {
        return sql.one(
                        "SELECT fingerprint FROM identities WHERE present = 1",
                        row -> Fingerprint.decode(row.getBytes(1)))
                .orElseThrow();
    }

    /// Whether this is, was, or is about to be one's own.
    public boolean holds(Fingerprint fingerprint) {
        return numberOf(fingerprint).isPresent();
    }

    /// Which of one's own this is, if it is one.
    public Optional<Long> numberOf(Fingerprint fingerprint) {
        return sql.one("SELECT number FROM identities WHERE fingerprint = ?", row -> row.getLong(1), (Object)
                fingerprint.bytes());
    }

    /// What led to an identity from the one before.
    public IdentityRotation rotation(long number) {
        return sql.one(
                        "SELECT rotation FROM identities WHERE number = ?",
                        row -> IdentityRotation.decode(row.getBytes(1)),
                        number)
                .orElseThrow();
    }

    /// What leads from an identity to the present one, if that is another. More steps than a chain has are more than
    /// anybody takes in the life of a message: then it begins later.
    public Optional<IdentityChain> chainFrom(long number) {
        long from = Math.max(number, presentNumber() - IdentityChain.MAX);
        List<IdentityRotation> rotations = sql.list(
                "SELECT rotation FROM identities WHERE number > ? AND number <= " + PRESENT + " ORDER BY number",
                row -> IdentityRotation.decode(row.getBytes(1)),
                from);
        return rotations.isEmpty() ? Optional.empty() : Optional.of(new IdentityChain(record(from), rotations));
    }

    private IdentityRecord record(long number) {
        return sql.one(
                        "SELECT record FROM identities WHERE number = ?",
                        row -> IdentityRecord.decode(row.getBytes(1)),
                        number)
                .orElseThrow();
    }

    /// Deletes the private keys of earlier identities that no signed prekey needs, with the one-time prekeys that could
    /// be used together with one of those only.
    void forgetUnused() {
        sql.update("DELETE FROM one_time_prekeys WHERE identity < " + PRESENT
                + " AND identity NOT IN (SELECT identity FROM signed_prekeys)");
        sql.update("UPDATE identities SET secret = NULL WHERE number < " + PRESENT
                + " AND number NOT IN (SELECT identity FROM signed_prekeys)");
    }
}
