package org.sotto.server.repository;

import jakarta.inject.Singleton;
import java.util.List;

/// The keys that tokens are issued under.
@Singleton
public final class IssuerKeyRepository {
    private final Transactions transactions;

    IssuerKeyRepository(Transactions transactions) {
        this.transactions = transactions;
    }

    /// In the order of their days.
    public List<IssuerKeyRow> all() {
        return transactions.query(
                session -> session.createSelectionQuery("from IssuerKeyEntity order by day", IssuerKeyEntity.class)
                        .getResultStream()
                        .map(IssuerKeyEntity::row)
                        .toList());
    }

    public void add(IssuerKeyRow row) {
        transactions.current().insert(IssuerKeyEntity.of(row));
    }

    /// Forgets the keys of the days before this one.
    public void deleteBefore(long day) {
        transactions
                .current()
                .createMutationQuery("delete from IssuerKeyEntity where day < :day")
                .setParameter("day", day)
                .executeUpdate();
    }
}
