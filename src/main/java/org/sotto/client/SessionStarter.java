package org.sotto.client;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sotto.api.ApiLimits;
import org.sotto.client.session.Peer;
import org.sotto.client.session.Session;
import org.sotto.client.store.ContactRow;
import org.sotto.client.store.MessageRow;
import org.sotto.client.store.OutboxRow;
import org.sotto.client.store.Transaction;
import org.sotto.crypto.CryptoException;
import org.sotto.crypto.key.IdentityKeyPair;
import org.sotto.crypto.key.OneTimePreKey;
import org.sotto.crypto.key.PreKeyBundle;
import org.sotto.protocol.Content;
import org.sotto.protocol.MailboxGrant;
import org.sotto.protocol.compression.Urgency;
import org.sotto.transport.MailboxServer;
import org.sotto.transport.TransportException;
import org.sotto.wire.MalformedException;

/// Gets a contact's bundle and starts a session from it. What a dishonest server hands out is refused here.
final class SessionStarter {
    /// A session that the peer does not answer is started anew at most once a day.
    static final long RESTART_MS = 24L * 60 * 60 * 1000;

    private final Core core;
    private final Anonymity anonymity;

    SessionStarter(Core core) {
        this.core = core;
        this.anonymity = new Anonymity(core);
    }

    boolean needsStart(Transaction tx, ContactRow contact) {
        long now = core.correctedNow(tx);
        boolean mayRestart = mayRestart(contact, now);
        return core.cipher().needsStart(tx.sessions(), contact.id(), now, mayRestart)
                || (mayRestart && lacksGrant(tx, contact));
    }

    /// Whether nothing can leave before the peer has granted a mailbox, or the next start is due.
    boolean mustWait(Transaction tx, ContactRow contact) {
        return !contact.hasMailbox() || (lacksGrant(tx, contact) && !needsStart(tx, contact));
    }

    /// The card's mailbox takes first blobs only, and the peer has answered on the session without granting another
    /// (section 7 of docs/protocol.md). A new session's first message fits, and makes the peer grant again.
    boolean lacksGrant(Transaction tx, ContactRow contact) {
        return contact.granted() == null && core.cipher().sendsOrdinary(tx.sessions(), contact.id());
    }

    static boolean mayRestart(ContactRow contact, long nowMs) {
        return nowMs - contact.lastRestart() >= RESTART_MS;
    }

    /// Asks the server for the contact's keys: at the card's mailbox, or at the one that the contact has granted.
    ///
    /// @throws ClientException KeysRefused for what is no bundle
    PreKeyBundle fetch(MailboxServer server, ContactRow contact) {
        MailboxGrant at = contact.card() == null ? contact.granted() : contact.card();
        if (at == null) {
            throw new ClientException.KeysRefused(contact.name(), "their mailbox is not known");
        }
        if (anonymity.mayFetch()) {
            return anonymity.fetch(server, contact);
        }
        try {
            return PreKeyBundle.decode(fetch(server, contact, at));
        } catch (MalformedException | CryptoException e) {
            throw Failures.ofBundle(e, contact.name());
        }
    }

    private static byte[] fetch(MailboxServer server, ContactRow contact, MailboxGrant at) {
        try {
            return server.fetchBundle(at.mailbox(), at.sendSecret());
        } catch (TransportException.Refused e) {
            MailboxGrant granted = contact.granted();
            if (!e.code().equals("mailbox-refused") || granted == null || at == granted) {
                throw e;
            }
            return server.fetchBundle(granted.mailbox(), granted.sendSecret());
        }
    }

    /// Checks the bundle against the contact's fingerprint and starts the session; it becomes the active one.
    ///
    /// @throws ClientException KeyChanged, KeysRefused, ContactFrozen: the caller's transaction is rolled back
    void start(Transaction tx, ContactRow known, PreKeyBundle bundle) {
        ContactRow contact = tx.contacts().byId(known.id()); // another process may have followed or frozen it
        if (contact.isFrozen()) {
            throw new ClientException.ContactFrozen(contact.name());
        }
        long now = core.correctedNow(tx);
        boolean isRestart = !tx.sessions().isEmpty(contact.id());
        queueInFront(tx, contact);
        try (IdentityKeyPair self = tx.identities().present()) {
            Peer peer = new Peer(contact.id(), contact.fingerprint());
            core.builder().start(tx.sessions(), self, peer, bundle, now);
            noteOneTime(tx, contact, bundle.oneTimePreKey());
        } catch (CryptoException e) {
            throw Failures.ofBundle(e, contact.name());
        }
        if (isRestart) {
            tx.contacts().setLastRestart(contact.id(), now);
        }
    }

    /// Puts before what waits what left on a session that the peer never answered. The content ids stay, so a peer
    /// that has it already shows it once.
    private void queueInFront(Transaction tx, ContactRow contact) {
        List<Session> sessions = tx.sessions().of(contact.id());
        try {
            queueInFront(
                    tx,
                    contact,
                    sessions.stream()
                            .filter(Session::isUnanswered)
                            .sorted(Session.ORDER)
                            .toList());
        } finally {
            sessions.forEach(Session::close);
        }
    }

    private void queueInFront(Transaction tx, ContactRow contact, List<Session> unanswered) {
        if (unanswered.isEmpty()) {
            return;
        }
        unanswered.forEach(session -> takeBack(tx, session));
        List<OutboxRow> waiting = tx.outbox().notEncrypted(contact.id());
        waiting.forEach(row -> tx.outbox().delete(row.seq()));
        for (Session session : unanswered) {
            for (MessageRow lost : tx.messages().unconfirmed(contact.id(), session.id())) {
                tx.outbox()
                        .addContent(
                                contact.id(),
                                core.randomBytes(ApiLimits.MESSAGE_ID),
                                content(lost),
                                lost.seq(),
                                Urgency.NORMAL);
            }
        }
        waiting.forEach(row -> tx.outbox()
                .addContent(
                        row.contact(),
                        row.messageId(),
                        Objects.requireNonNull(row.content()),
                        row.message(),
                        row.urgency()));
    }

    /// What was encrypted with a session which the peer never answered, and that is over now, is a content again:
    /// what would leave could not be opened any more. Also if the session has been ended, or answered, meanwhile.
    void takeBackOver(Transaction tx, ContactRow contact) {
        takeBack(tx, tx.outbox().over(contact.id(), core.correctedNow(tx)));
        boolean givenUp = needsStart(tx, contact);
        for (Session session : tx.sessions().of(contact.id())) {
            if (givenUp && session.isUnanswered()) {
                takeBack(tx, session);
            }
            session.close();
        }
    }

    /// What was encrypted with the session and has not left is content again, but not the news of its end.
    void takeBack(Transaction tx, Session session) {
        takeBack(tx, tx.outbox().encryptedWith(session.id()));
    }

    private void takeBack(Transaction tx, List<Long> rows) {
        rows.forEach(seq -> tx.outbox().takeBack(seq, core.randomBytes(ApiLimits.MESSAGE_ID)));
    }

    private static byte[] content(MessageRow text) {
        return Content.text(text.contentId(), text.sent(), text.text()).encode();
    }

    private static void noteOneTime(Transaction tx, ContactRow contact, @Nullable OneTimePreKey oneTime) {
        if (oneTime != null && !tx.contacts().useOneTimePreKey(contact.id(), oneTime.id())) {
            throw new ClientException.KeysRefused(contact.name(), "a one-time prekey was handed out twice");
        }
    }
}
