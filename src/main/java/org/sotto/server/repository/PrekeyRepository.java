package org.sotto.server.repository;

import jakarta.inject.Singleton;
import java.util.Optional;

/// One-time prekeys of devices.
@Singleton
public final class PrekeyRepository {
    private final Transactions transactions;

    PrekeyRepository(Transactions transactions) {
        this.transactions = transactions;
    }

    /// A one-time prekey as it was stored.
    public record Row(long keyId, byte[] sealed) {}

    /// How many are left for a device.
    public int count(long device) {
        return transactions.query(session -> session.createSelectionQuery(
                        "select count(*) from PrekeyEntity where device = :device and sealed is not null", Long.class)
                .setParameter("device", device)
                .getSingleResult()
                .intValue());
    }

    /// The digest of the record that was stored under this id, also after it was handed out.
    public Optional<byte[]> digest(long device, long keyId) {
        return transactions.query(session -> session.createSelectionQuery(
                        "select digest from PrekeyEntity where device = :device and keyId = :keyId", byte[].class)
                .setParameter("device", device)
                .setParameter("keyId", keyId)
                .uniqueResultOptional());
    }

    public void insert(long device, byte[] digest, Row row) {
        PrekeyEntity entity = new PrekeyEntity();
        entity.device = device;
        entity.keyId = row.keyId();
        entity.digest = digest;
        entity.sealed = row.sealed();
        transactions.current().insert(entity);
    }

    /// Takes the oldest one out, so that nobody gets it again.
    ///
    /// @param hour milliseconds, of a full hour
    public Optional<Row> take(long device, long hour) {
        return transactions
                .current()
                .createSelectionQuery(
                        "from PrekeyEntity where device = :device and sealed is not null order by id",
                        PrekeyEntity.class)
                .setParameter("device", device)
                .setMaxResults(1)
                .uniqueResultOptional()
                .map(entity -> handOut(entity, hour));
    }

    /// Forgets the ids that were handed out before this time.
    public void forget(long device, long before) {
        transactions
                .current()
                .createMutationQuery("delete from PrekeyEntity where device = :device and handedOut < :before")
                .setParameter("device", device)
                .setParameter("before", before)
                .executeUpdate();
    }

    private Row handOut(PrekeyEntity entity, long hour) {
        byte[] sealed = entity.sealed;
        if (sealed == null) {
            throw new IllegalStateException("a prekey without its record was found among those with one");
        }
        entity.sealed = null;
        entity.handedOut = hour;
        transactions.current().update(entity);
        return new Row(entity.keyId, sealed);
    }
}
