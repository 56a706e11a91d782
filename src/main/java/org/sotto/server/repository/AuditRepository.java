package org.sotto.server.repository;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/// Sealed events in the order in which they came, and the two ends of their chain.
@Singleton
public final class AuditRepository {
    private final Transactions transactions;

    AuditRepository(Transactions transactions) {
        this.transactions = transactions;
    }

    public void insert(AuditRow row) {
        transactions.current().insert(AuditEntity.of(row));
    }

    /// Rows above an id that are not older than a time, in order.
    ///
    /// @param since milliseconds since the epoch
    public List<AuditRow> after(long id, long since, int limit) {
        return transactions.query(session -> session.createSelectionQuery(
                        "from AuditEntity where id > :id and timestamp >= :since order by id", AuditEntity.class)
                .setParameter("id", id)
                .setParameter("since", since)
                .setMaxResults(limit)
                .getResultStream()
                .map(AuditEntity::row)
                .toList());
    }

    /// The highest id that a row has or ever had; 0 before the first one.
    public long highestId() {
        Number highest = transactions.query(session -> session.createNativeQuery(
                        "SELECT max(coalesce((SELECT max(event_id) FROM audit_log), 0),"
                                + " coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'audit_log'), 0))",
                        Long.class)
                .getSingleResult());
        return highest.longValue();
    }

    /// Forgets the rows of these ids, both inclusive.
    public void delete(long first, long last) {
        transactions
                .current()
                .createMutationQuery("delete from AuditEntity where id between :first and :last")
                .setParameter("first", first)
                .setParameter("last", last)
                .executeUpdate();
    }

    public Optional<AuditHead> head() {
        return transactions.query(session -> Optional.ofNullable(session.get(AuditHeadEntity.class, AuditHeadEntity.ID))
                .map(AuditHeadEntity::head));
    }

    public void setHead(AuditHead head) {
        AuditHeadEntity present = transactions.current().get(AuditHeadEntity.class, AuditHeadEntity.ID);
        AuditHeadEntity entity = present == null ? new AuditHeadEntity() : present;
        entity.take(head);
        if (present == null) {
            transactions.current().insert(entity);
        } else {
            transactions.current().update(entity);
        }
    }
}
