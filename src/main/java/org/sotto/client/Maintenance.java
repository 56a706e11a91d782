package org.sotto.client;

import org.sotto.client.session.Session;
import org.sotto.client.store.Transaction;
import org.sotto.crypto.ratchet.Expired;
import org.sotto.crypto.ratchet.SkippedKeys;
import org.sotto.transport.MailboxServer;
import org.sotto.transport.TransportException;

/// What a profile has at the server is kept fresh before it reads, and what has grown old is deleted after it.
final class Maintenance {
    private static final long REPLAY_MEMORY_MS = 52L * 24 * 60 * 60 * 1000;

    private final Core core;
    private final PreKeyKeeper preKeys;
    private final TokenStock tokens;
    private final Rotation rotation;

    Maintenance(Core core, PreKeyKeeper preKeys, TokenStock tokens, Rotation rotation) {
        this.core = core;
        this.preKeys = preKeys;
        this.tokens = tokens;
        this.rotation = rotation;
    }

    /// A server that takes no prekeys or no new identity may still have messages: what it says is told by the status.
    void run(MailboxServer server) {
        attempt("no new identity: ", () -> rotation.finish(server));
        attempt("no new prekeys: ", () -> preKeys.maintain(server));
        attempt("no tokens: ", () -> tokens.topUp(server));
    }

    private void attempt(String what, Runnable work) {
        try {
            work.run();
        } catch (TransportException.Refused e) {
            if (e.status() == 401) {
                throw e;
            }
            if (!e.isPassing()) {
                core.database().change(tx -> tx.settings().setLastRefusal(what + e.getMessage()));
            }
        }
    }

    /// After a complete drain nothing that waits can need what is deleted here; nor can what waits to be
    /// unpacked, which the server drops before it is that old.
    void cleanUp(Transaction tx) {
        long now = core.correctedNow(tx);
        preKeys.deleteExpired(tx);
        tx.sessions().forgetBefore(now - REPLAY_MEMORY_MS);
        for (Session session : tx.sessions().withKeysBefore(now - SkippedKeys.MAX_AGE_MS)) {
            Expired expired = session.ratchet().expire(tx.sessions().skippedKeys(session.id()), now);
            tx.sessions().updateExpired(session, expired, now);
        }
    }
}
