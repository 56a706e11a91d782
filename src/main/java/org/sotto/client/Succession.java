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
import org.sotto.wire.MalformedException;

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

    /// Who starts a session. A new identity is the contact's whose earlier one leads to it in the same content, also
    /// where its card was added beside and nothing was ever said to it.
    ///
    /// @param addressed number of the own identity that the session is with
    /// @throws RefusedException with WRONG_IDENTITY for one's own identity, and for one that was given up:
    ///     whoever has stolen it could still sign with it
    /// @throws RivalIdentityException if an identity of a contact's has another successor already
    /// @throws MalformedException if there is no content in the bytes, or no chain in its field
    long contactOf(Transaction tx, IdentityRecord initiator, long addressed, byte[] content) {
        Fingerprint fingerprint = initiator.fingerprint();
        if (tx.identities().holds(fingerprint)
                || tx.contacts().earlier(fingerprint).isPresent()) {
            throw new RefusedException(Reason.WRONG_IDENTITY);
        }
        Optional<ContactRow> known = tx.contacts().byFingerprint(fingerprint);
        return known.filter(contact -> !tx.contacts().isUntouched(contact.id()))
                .or(() -> announced(tx, fingerprint, Content.decode(content)))
                .or(() -> known)
                .map(ContactRow::id)
                .orElseGet(() -> ContactBook.addStranger(core, tx, fingerprint, addressed));
    }

    private static Optional<ContactRow> announced(Transaction tx, Fingerprint initiator, Content content) {
        Optional<IdentityChain> chain = content.identityChain()
                .map(IdentityChain::decode)
                .filter(leading -> leading.last().fingerprint().equals(initiator));
        chain.ifPresent(leading -> refuseRivals(tx, leading, content));
        return chain.stream()
                .flatMap(leading -> leading.rotations().stream())
                .flatMap(rotation -> tx.contacts().byFingerprint(rotation.predecessor()).stream())
                .findFirst();
    }

    private static void refuseRivals(Transaction tx, IdentityChain chain, Content content) {
        for (IdentityRotation rotation : chain.rotations()) {
            Fingerprint next = rotation.successor().fingerprint();
            tx.contacts()
                    .earlier(rotation.predecessor())
                    .filter(before -> isRival(tx, before, next))
                    .ifPresent(before -> {
                        throw new RivalIdentityException(before.contact(), next, content);
                    });
        }
    }

    /// Follows what a contact announces, step by step.
    ///
    /// @return the weightiest of the steps
    /// @throws RefusedException with WRONG_IDENTITY if it speaks of somebody else
    Step follow(Transaction tx, long contact, IdentityChain chain) {
        if (tx.contacts().byId(contact).fingerprint().equals(chain.last().fingerprint())) {
            return Step.KNOWN;
        }
        Step weightiest = Step.KNOWN;
        for (IdentityRotation rotation : chain.rotations()) {
            Step step = follow(tx, tx.contacts().byId(contact), rotation);
            weightiest = step.compareTo(weightiest) > 0 ? step : weightiest;
        }
        return weightiest;
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
        if (!makeRoom(tx, contact, next)) {
            return Step.KNOWN;
        }
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
        return isRival(tx, before, next) && freeze(tx, contact.id(), next) ? Step.FROZEN : Step.KNOWN;
    }

    /// Not the successor that was followed, and nobody whom the contact is or was by other means.
    private static boolean isRival(Transaction tx, Earlier before, Fingerprint next) {
        Fingerprint followed = before.successor();
        return followed != null
                && !followed.equals(next)
                && tx.contacts()
                        .byFingerprint(next)
                        .filter(contact -> contact.id() == before.contact())
                        .isEmpty()
                && tx.contacts()
                        .earlier(next)
                        .filter(other -> other.contact() == before.contact())
                        .isEmpty();
    }

    /// @return false if this rival froze the contact before: once its number was compared, nothing new is known
    static boolean freeze(Transaction tx, long contact, Fingerprint rival) {
        if (!tx.contacts().addRival(contact, rival)) {
            return false;
        }
        tx.contacts().setTrust(contact, Trust.FROZEN);
        return true;
    }

    /// Nobody becomes somebody who was before, or oneself. A card that was added beside and never used is the
    /// contact's own; where it was used there are two contacts of one person, and both stay.
    private static boolean makeRoom(Transaction tx, ContactRow contact, Fingerprint next) {
        if (tx.identities().holds(next) || tx.contacts().earlier(next).isPresent()) {
            throw new RefusedException(Reason.WRONG_IDENTITY);
        }
        Optional<ContactRow> beside = tx.contacts().byFingerprint(next);
        if (beside.isEmpty()) {
            return true;
        }
        ContactRow other = beside.get();
        if (!tx.contacts().isUntouched(other.id()) || other.card() == null) {
            return false;
        }
        tx.contacts().delete(other.id());
        tx.contacts().setCard(contact.id(), other.card());
        return true;
    }
}
