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
    ///
    /// @param keyTag    of the device and the key's id, 32 bytes
    /// @param recordTag of the record, 32 bytes
    public record Row(byte[] keyTag, byte[] recordTag, byte[] sealed) {}

    /// How many are left for a device.
    public int count(long device) {
        return transactions.query(session -> session.createSelectionQuery(
                        "select count(*) from PrekeyEntity where device = :device and sealed is not null", Long.class)
                .setParameter("device", device)
                .getSingleResult()
                .intValue());
    }

    /// The tag of the record that was stored under this id's tag, also after it was handed out.
    public Optional<byte[]> recordTag(long device, byte[] keyTag) {
        return transactions.query(session -> session.createSelectionQuery(
                        "select recordTag from PrekeyEntity where device = :device and keyTag = :keyTag", byte[].class)
                .setParameter("device", device)
                .setParameter("keyTag", keyTag)
                .uniqueResultOptional());
    }

    public void insert(long device, Row row) {
        PrekeyEntity entity = new PrekeyEntity();
        entity.device = device;
        entity.keyTag = row.keyTag();
        entity.recordTag = row.recordTag();
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

    /// Deletes those that nobody was given.
    public void dropLeft(long device) {
        transactions
                .current()
                .createMutationQuery("delete from PrekeyEntity where device = :device and sealed is not null")
                .setParameter("device", device)
                .executeUpdate();
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
        return new Row(entity.keyTag, entity.recordTag, sealed);
    }
}
