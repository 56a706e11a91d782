package org.sotto.server.repository;

import io.quarkus.hibernate.orm.PersistenceUnit;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

/// The one way to the database: many readers beside one writer.
///
/// A service wraps a use case in [#write(Supplier)]; every repository call inside shares its session and transaction.
/// A repository call outside of one reads on a connection of its own, which sees the last commit.
@Singleton
public final class Transactions {
    private static final ScopedValue<StatelessSession> CURRENT = ScopedValue.newInstance();

    private final SessionFactory sessions;
    private final ReentrantLock writer = new ReentrantLock(true);

    Transactions(@PersistenceUnit("sqlite") SessionFactory sessions) {
        this.sessions = sessions;
    }

    /// Runs alone among writers, and returns when the commit is on disk; an exception rolls all of it back.
    public <T> T write(Supplier<T> work) {
        if (CURRENT.isBound()) {
            throw new IllegalStateException("a transaction inside a transaction");
        }
        writer.lock();
        try {
            return QuarkusTransaction.requiringNew().call(() -> {
                try (StatelessSession session = sessions.openStatelessSession()) {
                    return ScopedValue.where(CURRENT, session).call(work::get);
                }
            });
        } finally {
            writer.unlock();
        }
    }

    /// For repositories: the session of the running transaction, or a short one that only reads.
    <T> T query(Function<StatelessSession, T> work) {
        if (CURRENT.isBound()) {
            return work.apply(CURRENT.get());
        }
        try (StatelessSession session = sessions.openStatelessSession()) {
            return work.apply(session);
        }
    }

    /// What every writer of the database holds while it writes; waiting ones take turns.
    Lock turn() {
        return writer;
    }

    /// For repositories: the session of the running transaction.
    ///
    /// @throws IllegalStateException outside of one
    StatelessSession current() {
        return CURRENT.orElseThrow(() -> new IllegalStateException("a change outside of a transaction"));
    }
}
