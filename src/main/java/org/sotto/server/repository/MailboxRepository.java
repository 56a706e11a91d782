package org.sotto.server.repository;

import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Mailboxes and their owners. Changes need a transaction of [Transactions].
@Singleton
public final class MailboxRepository {
    private static final String NEAREST = "SELECT * FROM mailboxes WHERE id = coalesce("
            + "(SELECT id FROM mailboxes WHERE mailbox_tag >= :tag ORDER BY mailbox_tag LIMIT 1), "
            + "(SELECT id FROM mailboxes ORDER BY mailbox_tag LIMIT 1))";

    private final Transactions transactions;

    MailboxRepository(Transactions transactions) {
        this.transactions = transactions;
    }

    /// Where there is none, the mailbox whose tag comes next is read in its place and left aside, so that the time says
    /// nothing of whether one is there (section 7).
    public Optional<StoredMailbox> find(byte[] tag) {
        return transactions
                .query(session -> session.createNativeQuery(NEAREST, MailboxEntity.class)
                        .setParameter("tag", tag)
                        .uniqueResultOptional()
                        .map(MailboxEntity::stored))
                .filter(found -> Arrays.equals(found.mailbox().tag(), tag));
    }

    /// The device's mailboxes behind row `after`, in the order of their creation.
    public List<StoredMailbox> page(long device, long after, int limit) {
        return transactions.query(session -> session
                .createSelectionQuery(
                        "from Mailbox where device = :device and id > :after order by id", MailboxEntity.class)
                .setParameter("device", device)
                .setParameter("after", after)
                .setMaxResults(limit)
                .stream()
                .map(MailboxEntity::stored)
                .toList());
    }

    public long count(long device) {
        return transactions.query(session -> session.createSelectionQuery(
                        "select count(*) from Mailbox where device = :device", Long.class)
                .setParameter("device", device)
                .getSingleResult());
    }

    public void add(NewMailbox mailbox) {
        transactions.current().insert(new MailboxEntity(mailbox));
    }

    /// Whether there was a mailbox of this tag that was deleted, alone or with its device.
    public boolean isRetired(byte[] tag) {
        return transactions.query(session ->
                session.createNativeQuery("SELECT count(*) FROM retired_mailboxes WHERE mailbox_tag = :tag", Long.class)
                                .setParameter("tag", tag)
                                .getSingleResult()
                        > 0);
    }

    /// Deletes the mailbox; its tag stays taken. From then on nothing more comes in, and what waits is for
    /// [MessageRepository] to delete.
    public void delete(StoredMailbox mailbox) {
        transactions
                .current()
                .createMutationQuery("delete from Mailbox where id = :row")
                .setParameter("row", mailbox.row())
                .executeUpdate();
    }
}
