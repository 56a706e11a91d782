package org.sotto.client;

import org.sotto.client.store.ContactRow;
import org.sotto.client.store.Transaction;
import org.sotto.crypto.key.IdentityKeyPair;
import org.sotto.crypto.key.IdentityRotation;
import org.sotto.crypto.key.SignedPreKeyPair;
import org.sotto.transport.MailboxServer;
import org.sotto.transport.TransportException;

/// The use case of taking a new identity: prepared here, taken by the server, then entered here and told to contacts. A
/// crash or a lost answer between two of the steps leaves it prepared, and the next call that reaches the server goes
/// on: the server takes the same rotation as often as it comes.
final class Rotation {
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
        } catch (TransportException.Unreachable e) {
            core.noteAway(e);
            return new RotationResult.Prepared(
                    String.valueOf(Failures.of(e, core.home()).getMessage()));
        }
        preKeys.maintain(server);
        outbox.flush();
        return new RotationResult.Entered(
                core.database().transact(tx -> tx.identities().fingerprint()));
    }

    /// Enters an identity that was prepared, if there is one and the server takes it.
    ///
    /// @throws TransportException Refused: then it is gone, unless the refusal passes
    void finish(MailboxServer server) {
        Offer offer = core.database()
                .transact(tx -> tx.identities().prepared().map(number -> offer(tx, number)))
                .orElse(null);
        if (offer == null) {
            return;
        }
        try {
            server.rotateIdentity(offer.rotation(), offer.signedPreKey());
        } catch (TransportException.Refused e) {
            if (!e.isPassing() && e.status() != 401) {
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
        if (tx.identities().presentNumber() == number) {
            return; // another process was faster
        }
        tx.identities().enter(number);
        for (ContactRow contact : tx.contacts().all()) {
            if (!tx.sessions().isEmpty(contact.id())) {
                announcements.due(tx, contact).ifPresent(due -> outbox.add(tx, contact.id(), due, null));
            }
        }
    }
}
