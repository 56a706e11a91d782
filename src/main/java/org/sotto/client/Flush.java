package org.sotto.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sotto.client.store.ContactRow;
import org.sotto.client.store.OutboxRow;
import org.sotto.client.store.Transaction;
import org.sotto.crypto.key.PreKeyBundle;
import org.sotto.protocol.Blob;
import org.sotto.protocol.MailboxGrant;
import org.sotto.transport.MailboxServer;
import org.sotto.transport.TransportException;

/// One pass over the outbox: what waits leaves, contact by contact, each in order.
final class Flush {
    private static final String MAILBOX_REFUSED = "mailbox-refused";

    private final Core core;
    private final SessionStarter starter;
    private final Anonymity anonymity;
    private final Outbox outbox;
    private final List<ClientException> problems = new ArrayList<>();
    private int sent;

    Flush(Core core, SessionStarter starter, Anonymity anonymity, Outbox outbox) {
        this.core = core;
        this.starter = starter;
        this.anonymity = anonymity;
        this.outbox = outbox;
    }

    int sent() {
        return sent;
    }

    /// What stood in the way, first things first.
    List<ClientException> problems() {
        return problems;
    }

    void run() {
        try (Anonymity.Batch batch = anonymity.batch()) {
            MailboxServer server = core.server();
            sendAgain(server, batch);
            for (long contact : core.database().transact(tx -> tx.outbox().contacts())) {
                flushContact(server, batch, contact);
            }
        } catch (TransportException.Unreachable e) {
            core.noteAway(e);
            problems.add(Failures.of(e, core.home()));
        } catch (TransportException e) {
            problems.add(Failures.of(e, core.home()));
        }
    }

    /// What stands in the way of these stands in no other's.
    private void sendAgain(MailboxServer server, Anonymity.Batch batch) {
        try {
            batch.sendAgain(server);
        } catch (ClientException e) {
            problems.add(e);
        } catch (TransportException.Refused e) {
            problems.add(Failures.of(e, core.home()));
        }
    }

    /// Until nothing waits for the contact, or something does not pass.
    private void flushContact(MailboxServer server, Anonymity.Batch batch, long contact) {
        try {
            Optional<OutboxRow> row = next(contact);
            while (row.isPresent()) {
                flushRow(server, batch, row.get());
                row = next(contact);
            }
        } catch (ClientException e) {
            problems.add(e);
        } catch (TransportException.Refused e) {
            problems.add(Failures.of(e, core.home()));
        }
    }

    private Optional<OutboxRow> next(long contact) {
        return core.database().transact(tx -> {
            ContactRow row = tx.contacts().byId(contact);
            if (!row.hasMailbox() || row.isFrozen()) {
                return Optional.<OutboxRow>empty();
            }
            if (tx.outbox().first(contact).filter(Flush::isFirst).isPresent()) {
                starter.takeBackOver(tx, row);
            }
            outbox.encryptWaiting(tx, contact);
            return tx.outbox().first(contact).filter(next -> next.blob() != null || !starter.mustWait(tx, row));
        });
    }

    private static boolean isFirst(OutboxRow row) {
        byte[] blob = row.blob();
        return blob != null && Blob.type(blob) == Blob.Type.FIRST;
    }

    private void flushRow(MailboxServer server, Anonymity.Batch batch, OutboxRow row) {
        ContactRow contact = core.database().transact(tx -> tx.contacts().byId(row.contact()));
        byte[] blob = row.blob();
        MailboxGrant target = row.target();
        if (blob == null || target == null) {
            PreKeyBundle bundle = starter.fetch(server, contact);
            core.database().change(tx -> starter.start(tx, contact, bundle));
            return;
        }
        if (!contact.ownMade()) {
            server.createMailbox(
                    contact.own().mailbox(),
                    PreKeyKeeper.sendSecretHash(contact.own().sendSecret()),
                    false);
            core.database().change(tx -> tx.contacts().setOwnMade(contact.id()));
        }
        sendRow(server, batch, contact, row, blob, target);
    }

    private void sendRow(
            MailboxServer server,
            Anonymity.Batch batch,
            ContactRow contact,
            OutboxRow row,
            byte[] blob,
            MailboxGrant target) {
        try {
            if (batch.takes(contact, target)) {
                batch.send(server, row);
            } else {
                server.send(row.messageId(), target.mailbox(), target.sendSecret(), blob);
                core.database().change(tx -> done(tx, row));
            }
            sent++;
        } catch (TransportException.Refused e) {
            if (e.isPassing() || e.status() == 401) {
                throw e;
            }
            refused(contact, row, blob, target, e);
        }
    }

    private void done(Transaction tx, OutboxRow row) {
        tx.outbox().delete(row.seq());
        if (row.message() != null) {
            tx.messages().markSent(row.message());
        }
    }

    /// A first blob for a granted mailbox that is no more goes to the card's; whatever else is refused has failed.
    private void refused(
            ContactRow contact, OutboxRow row, byte[] blob, MailboxGrant target, TransportException.Refused e) {
        MailboxGrant card = contact.card();
        if (card != null
                && e.code().equals(MAILBOX_REFUSED)
                && Blob.type(blob) == Blob.Type.FIRST
                && !Arrays.equals(card.mailbox(), target.mailbox())) {
            MailboxGrant other = card;
            core.database().change(tx -> tx.outbox().setTarget(row.seq(), other));
            return;
        }
        ClientException refusal = Failures.of(e, core.home());
        core.database().change(tx -> {
            tx.outbox().delete(row.seq());
            tx.refusedRows().add(row.seq(), String.valueOf(refusal.getMessage()));
            if (row.message() != null) {
                tx.messages().markFailed(row.message());
            }
        });
        problems.add(refusal);
    }
}
