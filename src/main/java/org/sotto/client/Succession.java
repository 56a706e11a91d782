package org.sotto.client;

import java.util.Optional;
import org.sotto.client.store.ContactRow;
import org.sotto.client.store.ContactRow.Trust;
import org.sotto.client.store.ContactTable.Earlier;
import org.sotto.client.store.Transaction;
import org.sotto.crypto.RefusedException;
import org.sotto.crypto.RefusedException.Reason;
import org.sotto.crypto.key.Fingerprint;
import org.sotto.crypto.key.IdentityChain;
import org.sotto.crypto.key.IdentityRecord;
import org.sotto.crypto.key.IdentityRotation;
import org.sotto.protocol.Content;
import org.sotto.protocol.ContentKind;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// Follows contacts from one identity to the next (section 2 of docs/protocol.md): the first successor that an identity
/// names is believed, a second and different one freezes the contact until the safety number was compared.
final class Succession {
    private final Core core;

    Succession(Core core) {
        this.core = core;
    }

    /// What a rotation changed for a contact.
    enum Step {
        /// Nothing: it was followed before, or its maker was never known by another identity.
        KNOWN,
        FOLLOWED,
        /// Another successor was followed before.
        FROZEN
    }

    /// Who starts a session. A new identity is the contact's whose earlier one leads to it in the same content.
    ///
    /// @param addressed number of the own identity that the session is with
    /// @throws RefusedException with WRONG_IDENTITY for one's own identity, and for one that was given up:
    ///     whoever has stolen it could still sign with it
    /// @throws RivalIdentityException if an identity of a contact's has another successor already
    long contactOf(Transaction tx, IdentityRecord initiator, long addressed, byte[] content) {
        Fingerprint fingerprint = initiator.fingerprint();
        if (tx.identities().holds(fingerprint)
                || tx.contacts().earlier(fingerprint).isPresent()) {
            throw new RefusedException(Reason.WRONG_IDENTITY);
        }
        return tx.contacts()
                .byFingerprint(fingerprint)
                .or(() -> announced(tx, fingerprint, Content.decode(content)))
                .map(ContactRow::id)
                .orElseGet(() -> ContactBook.addStranger(core, tx, fingerprint, addressed));
    }

    private static Optional<ContactRow> announced(Transaction tx, Fingerprint initiator, Content content) {
        if (content.kind() != ContentKind.IDENTITY_ROTATION) {
            return Optional.empty();
        }
        IdentityChain chain = chain(content);
        if (!chain.last().fingerprint().equals(initiator)) {
            return Optional.empty();
        }
        chain.rotations().forEach(rotation -> refuseRival(tx, rotation, content));
        return chain.rotations().stream()
                .flatMap(rotation -> tx.contacts().byFingerprint(rotation.predecessor()).stream())
                .findFirst();
    }

    private static void refuseRival(Transaction tx, IdentityRotation rotation, Content content) {
        tx.contacts()
                .earlier(rotation.predecessor())
                .filter(before ->
                        !before.successor().equals(rotation.successor().fingerprint()))
                .ifPresent(before -> {
                    Fingerprint rival = rotation.successor().fingerprint();
                    throw new RivalIdentityException(before.contact(), rival, content);
                });
    }

    /// Follows what a contact announces, step by step.
    ///
    /// @return the weightiest of the steps
    /// @throws org.sotto.crypto.CryptoException if it is not signed, or speaks of somebody else
    /// @throws MalformedException if there is no chain in the content
    Step follow(Transaction tx, long contact, Content content) {
        Step weightiest = Step.KNOWN;
        for (IdentityRotation rotation : chain(content).rotations()) {
            Step step = follow(tx, tx.contacts().byId(contact), rotation);
            weightiest = step.compareTo(weightiest) > 0 ? step : weightiest;
        }
        return weightiest;
    }

    private static IdentityChain chain(Content content) {
        return content.identityChain()
                .map(IdentityChain::decode)
                .orElseThrow(() -> new MalformedException(Kind.TRUNCATED, "identity chain"));
    }

    private static Step follow(Transaction tx, ContactRow contact, IdentityRotation rotation) {
        Fingerprint next = rotation.successor().fingerprint();
        Optional<Earlier> before = tx.contacts().earlier(rotation.predecessor());
        if (before.isPresent()) {
            return again(tx, contact, before.get(), next);
        }
        Optional<ContactRow> present = tx.contacts().byFingerprint(rotation.predecessor());
        if (present.isEmpty()) {
            return Step.KNOWN;
        }
        if (present.get().id() != contact.id()) {
            throw new RefusedException(Reason.WRONG_IDENTITY);
        }
        refuseTaken(tx, next);
        tx.contacts().addEarlier(new Earlier(contact.id(), rotation.predecessor(), next));
        tx.contacts().setFingerprint(contact.id(), next);
        if (contact.trust() == Trust.VERIFIED) {
            tx.contacts().setTrust(contact.id(), Trust.VOUCHED);
        }
        return Step.FOLLOWED;
    }

    private static Step again(Transaction tx, ContactRow contact, Earlier before, Fingerprint next) {
        if (before.contact() != contact.id()) {
            throw new RefusedException(Reason.WRONG_IDENTITY);
        }
        if (before.successor().equals(next)) {
            return Step.KNOWN;
        }
        return freeze(tx, contact.id(), next) ? Step.FROZEN : Step.KNOWN;
    }

    /// @return false if this rival froze the contact before: once its number was compared, nothing new is known
    static boolean freeze(Transaction tx, long contact, Fingerprint rival) {
        if (!tx.contacts().addRival(contact, rival)) {
            return false;
        }
        tx.contacts().setTrust(contact, Trust.FROZEN);
        return true;
    }

    /// Nobody becomes somebody who is known already, or who was before.
    private static void refuseTaken(Transaction tx, Fingerprint next) {
        if (tx.identities().holds(next)
                || tx.contacts().byFingerprint(next).isPresent()
                || tx.contacts().earlier(next).isPresent()) {
            throw new RefusedException(Reason.WRONG_IDENTITY);
        }
    }
}
