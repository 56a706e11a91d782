package org.sotto.server.repository;

import jakarta.inject.Singleton;
import java.util.Optional;

/// What is known of the server's clock. Changes need a transaction of [Transactions].
@Singleton
public final class ClockRepository {
    private final Transactions transactions;

    ClockRepository(Transactions transactions) {
        this.transactions = transactions;
    }

    /// Empty before the first look.
    public Optional<ClockState> find() {
        return transactions.query(session -> session.createNativeQuery(
                        "SELECT shown, doubt FROM clock_state", Object[].class)
                .uniqueResultOptional()
                .map(row -> new ClockState(((Number) row[0]).longValue(), ((Number) row[1]).longValue())));
    }

    public void set(ClockState state) {
        transactions
                .current()
                .createNativeMutationQuery("INSERT INTO clock_state (id, shown, doubt) VALUES (1, :shown, :doubt)"
                        + " ON CONFLICT (id) DO UPDATE SET shown = :shown, doubt = :doubt")
                .setParameter("shown", state.shown())
                .setParameter("doubt", state.doubt())
                .executeUpdate();
    }
}
