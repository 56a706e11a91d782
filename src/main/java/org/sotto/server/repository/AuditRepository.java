package org.sotto.server.repository;

import jakarta.inject.Singleton;
import java.util.List;

/// Sealed events in the order in which they came.
@Singleton
public final class AuditRepository {
    private final Transactions transactions;

    AuditRepository(Transactions transactions) {
        this.transactions = transactions;
    }

    /// @param timestamp milliseconds, of a full hour
    public void insert(byte[] sealed, long timestamp) {
        AuditEntity entity = new AuditEntity();
        entity.encryptedEvent = sealed;
        entity.timestamp = timestamp;
        transactions.current().insert(entity);
    }

    /// A sealed event and the hour that it is sealed with.
    public record Row(byte[] sealed, long timestamp) {}

    /// The newest events, newest first.
    public List<Row> newest(int limit) {
        return transactions.query(
                session -> session.createSelectionQuery("from AuditEntity order by id desc", AuditEntity.class)
                        .setMaxResults(limit)
                        .getResultStream()
                        .map(each -> new Row(each.encryptedEvent, each.timestamp))
                        .toList());
    }
}
