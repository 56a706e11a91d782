package org.sotto.server.repository;

import jakarta.inject.Singleton;

/// Open invitations.
@Singleton
public final class InvitationRepository {
    private final Transactions transactions;

    InvitationRepository(Transactions transactions) {
        this.transactions = transactions;
    }

    /// @param expires milliseconds since the epoch
    public void insert(byte[] codeTag, long expires) {
        InvitationEntity entity = new InvitationEntity();
        entity.codeTag = codeTag;
        entity.expires = expires;
        transactions.current().insert(entity);
    }

    /// Uses an invitation up: true for exactly one caller, before it expires.
    public boolean consume(byte[] codeTag, long now) {
        return transactions
                        .current()
                        .createMutationQuery("delete from InvitationEntity where codeTag = :tag and expires > :now")
                        .setParameter("tag", codeTag)
                        .setParameter("now", now)
                        .executeUpdate()
                == 1;
    }

    public void deleteExpired(long now) {
        transactions
                .current()
                .createMutationQuery("delete from InvitationEntity where expires <= :now")
                .setParameter("now", now)
                .executeUpdate();
    }
}
