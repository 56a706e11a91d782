package org.sotto.client;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sotto.client.session.Session;
import org.sotto.client.session.SessionMark;
import org.sotto.client.store.Transaction;

/// What an end leaves behind (section 3 of docs/protocol.md): every session up to a mark in their order is gone
/// with its keys, here and, once it is told, there. New sessions begin after the mark, so both sides agree on what it
/// covers.
final class SessionEnd {
    private final SessionStarter starter;

    SessionEnd(SessionStarter starter) {
        this.starter = starter;
    }

    /// Up to one's own active session. What was encrypted before leaves as it is, in front of the news; a text that
    /// cannot leave before the peer may have forgotten its prekey is written anew.
    void byUs(Transaction tx, Session active) {
        raise(tx, active.key());
        delete(tx, active.key().contact(), false);
    }

    /// Up to the session that the news came on. Own texts that have not left are contents again: the other side could
    /// not open them any more. So are receipts, where another session is left to carry them.
    void byPeer(Transaction tx, Session.Key last) {
        raise(tx, last);
        delete(tx, last.contact(), true);
    }

    /// Up to the active one, without a word: it may be another who holds its other end.
    void silently(Transaction tx, long contact) {
        tx.sessions().active(contact).ifPresent(active -> {
            try (active) {
                byPeer(tx, active.key());
            }
        });
    }

    /// A first message that comes after the end, of a session from before it: the text stands, the session does not.
    void afterMessage(Transaction tx, Session.Key session) {
        SessionMark mark = tx.sessions().endedUpTo(session.contact());
        if (mark != null && mark.covers(session)) {
            delete(tx, session.contact(), true);
        }
    }

    private static void raise(Transaction tx, Session.Key last) {
        @Nullable SessionMark before = tx.sessions().endedUpTo(last.contact());
        SessionMark mark = SessionMark.of(last);
        if (before == null || before.compareTo(mark) < 0) {
            tx.sessions().setEndedUpTo(last.contact(), mark);
        }
    }

    private void delete(Transaction tx, long contact, boolean takeBack) {
        SessionMark mark = tx.sessions().endedUpTo(contact);
        List<Session> sessions = tx.sessions().of(contact);
        for (Session session : sessions) {
            if (mark != null && mark.covers(session.key())) {
                if (takeBack) {
                    starter.takeBack(tx, session);
                }
                tx.messages().forgetSession(contact, session.id());
                tx.sessions().delete(session);
            }
            session.close();
        }
        if (tx.sessions().isEmpty(contact)) {
            dropReplies(tx, contact);
        }
    }

    /// A receipt is no reason to begin a new session. Of what one has read the other side keeps "sent".
    private static void dropReplies(Transaction tx, long contact) {
        tx.messages().dropReceiptsDue(contact);
        tx.outbox().deleteReplies(contact);
    }
}
