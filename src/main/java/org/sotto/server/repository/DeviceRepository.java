package org.sotto.server.repository;

import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Registered devices.
@Singleton
public final class DeviceRepository {
    private static final String NEAREST = "SELECT * FROM registered_devices WHERE id = coalesce("
            + "(SELECT id FROM registered_devices WHERE device_tag >= :tag ORDER BY device_tag LIMIT 1), "
            + "(SELECT id FROM registered_devices ORDER BY device_tag LIMIT 1))";

    private final Transactions transactions;

    DeviceRepository(Transactions transactions) {
        this.transactions = transactions;
    }

    public Optional<DeviceRow> find(byte[] tag) {
        return nearest(tag).filter(row -> Arrays.equals(row.tag(), tag));
    }

    /// The device of this tag or, where there is none, the one whose tag comes next, found and read by the same work;
    /// empty only while nobody is registered. So the time says nothing of whether a device is there (section 7).
    public Optional<DeviceRow> nearest(byte[] tag) {
        return transactions.query(session -> session.createNativeQuery(NEAREST, DeviceEntity.class)
                .setParameter("tag", tag)
                .uniqueResultOptional()
                .map(DeviceEntity::row));
    }

    public Optional<DeviceRow> find(long id) {
        return transactions.query(session ->
                Optional.ofNullable(session.get(DeviceEntity.class, id)).map(DeviceEntity::row));
    }

    /// Devices behind row `after`, in the order of registration.
    public List<DeviceRow> after(long after, int limit) {
        return transactions.query(session -> session.createSelectionQuery(
                        "from DeviceEntity where id > :after order by id", DeviceEntity.class)
                .setParameter("after", after)
                .setMaxResults(limit)
                .getResultStream()
                .map(DeviceEntity::row)
                .toList());
    }

    public void insert(NewDevice device) {
        DeviceEntity entity = new DeviceEntity();
        entity.tag = device.tag();
        entity.publicKey = device.publicKey();
        entity.identityRecord = device.identityRecord();
        entity.registered = device.registered();
        entity.lastActive = device.registered();
        entity.attestation = device.attestation();
        transactions.current().insert(entity);
    }

    public void setSignedPrekey(long id, byte[] sealed) {
        transactions
                .current()
                .createMutationQuery("update DeviceEntity set signedPrekey = :sealed where id = :id")
                .setParameter("sealed", sealed)
                .setParameter("id", id)
                .executeUpdate();
    }

    public void setIdentity(long id, byte[] sealedRecord, byte[] sealedPrekey) {
        transactions
                .current()
                .createMutationQuery(
                        "update DeviceEntity set identityRecord = :record, signedPrekey = :prekey where id = :id")
                .setParameter("record", sealedRecord)
                .setParameter("prekey", sealedPrekey)
                .setParameter("id", id)
                .executeUpdate();
    }

    /// The devices were there on this day, in ms; how many that is news of. A clock that was set back makes nobody
    /// older.
    public int setActive(List<Long> ids, long day) {
        return transactions
                .current()
                .createMutationQuery("update DeviceEntity set lastActive = :day where lastActive < :day and id in :ids")
                .setParameter("day", day)
                .setParameter("ids", ids)
                .executeUpdate();
    }

    /// The row of a device that was not there since `before`, in ms: of the one that is away the longest.
    public OptionalLong inactive(long before) {
        return transactions.query(session -> session.createSelectionQuery(
                        "select id from DeviceEntity where lastActive < :before order by lastActive", Long.class)
                .setParameter("before", before)
                .setMaxResults(1)
                .getResultStream()
                .mapToLong(Long::longValue)
                .findFirst());
    }

    /// Whether it was there; all that refers to it goes with it, but for messages.
    public boolean delete(long id) {
        return transactions
                        .current()
                        .createMutationQuery("delete from DeviceEntity where id = :id")
                        .setParameter("id", id)
                        .executeUpdate()
                > 0;
    }
}
