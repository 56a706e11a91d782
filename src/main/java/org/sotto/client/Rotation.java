package org.sotto.client;

import org.sotto.client.store.ContactRow;
import org.sotto.client.store.Transaction;
import org.sotto.crypto.key.Fingerprint;
import org.sotto.crypto.key.IdentityKeyPair;
import org.sotto.crypto.key.IdentityRotation;
import org.sotto.crypto.key.SignedPreKeyPair;
import org.sotto.transport.MailboxServer;
import org.sotto.transport.TransportException;

/// The use case of taking a new identity: prepared here, taken by the server, then entered here and told to contacts. A
/// crash or a lost answer between two of the steps leaves it prepared, and the next call that reaches the server goes
/// on: the server takes the same rotation as often as it comes.
final class Rotation {
    private static final String REFUSED = "rotation-refused";

    private final Core core;
    private final PreKeyKeeper preKeys;
    private final Announcements announcements;
    private final Outbox outbox;

    Rotation(Core core, PreKeyKeeper preKeys, Announcements announcements, Outbox outbox) {
        this.core = core;
        this.preKeys = preKeys;
        this.announcements = announcements;
        this.outbox = outbox;
    }

    RotationResult rotate() {
        MailboxServer server = core.server();
        outbox.flush();
        core.database().change(this::prepare);
        try {
            finish(server);
        } catch (TransportException e) {
            boolean waits =
                    core.database().transact(tx -> tx.identities().prepared().isPresent());
            if (!waits || e instanceof TransportException.WrongKey) {
                throw e;
            }
            return new RotationResult.Prepared(
                    String.valueOf(Failures.of(e, core.home()).getMessage()));
        }
        Fingerprint present = core.database().transact(tx -> tx.identities().fingerprint());
        stock(server);
        outbox.flush();
        return new RotationResult.Entered(present);
    }

    /// The identity is entered; what fails just now is done by the next `receive`.
    private void stock(MailboxServer server) {
        try {
            preKeys.maintain(server);
        } catch (TransportException.Unreachable e) {
            core.noteAway(e);
        } catch (TransportException e) {
            core.database().change(tx -> tx.settings().setLastRefusal("no new prekeys: " + e.getMessage()));
        }
    }

    /// Enters an identity that was prepared, if there is one and the server takes it. One process after the other:
    /// none enters or discards what another has gone beyond.
    ///
    /// @throws TransportException Refused: the prepared identity is gone only where the server says that the
    ///     rotation is not in order, for an earlier attempt whose answer was lost may have been taken
    void finish(MailboxServer server) {
        try (OutboxLock lock = OutboxLock.acquire(core.vault().lock())) {
            core.database()
                    .transact(tx -> tx.identities().prepared().map(number -> offer(tx, number)))
                    .ifPresent(offer -> finish(server, offer));
        }
    }

    private void finish(MailboxServer server, Offer offer) {
        try {
            server.rotateIdentity(offer.rotation(), offer.signedPreKey());
        } catch (TransportException.Refused e) {
            if (e.code().equals(REFUSED)) {
                core.database().change(tx -> tx.identities().discard(offer.number()));
            }
            throw e;
        }
        core.database().change(tx -> enter(tx, offer.number()));
    }

    private record Offer(long number, byte[] rotation, byte[] signedPreKey) {}

    /// Private halves are stored before the public ones leave.
    private void prepare(Transaction tx) {
        if (tx.identities().prepared().isPresent()) {
            return;
        }
        try (IdentityKeyPair present = tx.identities().present();
                IdentityKeyPair next = IdentityKeyPair.generate(core.env().random())) {
            tx.identities().prepare(next, IdentityRotation.sign(present, next, core.correctedNow(tx)));
        }
    }

    private Offer offer(Transaction tx, long number) {
        byte[] rotation = tx.identities().rotation(number).encode();
        try (IdentityKeyPair next = tx.identities().byNumber(number).orElseThrow();
                SignedPreKeyPair signed = preKeys.youngSigned(tx, number, next)) {
            return new Offer(number, rotation, signed.record().encode());
        }
    }

    /// Whoever has a session is told on it now; the others before the next one.
    private void enter(Transaction tx, long number) {
        tx.identities().enter(number);
        for (ContactRow contact : tx.contacts().all()) {
            if (!tx.sessions().isEmpty(contact.id())) {
                announcements.due(tx, contact).ifPresent(due -> outbox.add(tx, contact.id(), due, null));
            }
        }
    }
}
