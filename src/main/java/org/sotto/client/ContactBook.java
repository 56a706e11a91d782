package org.sotto.client;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sotto.client.store.ContactRow;
import org.sotto.client.store.Transaction;
import org.sotto.crypto.fingerprint.SafetyNumber;
import org.sotto.crypto.key.Fingerprint;
import org.sotto.protocol.ContactCard;
import org.sotto.protocol.MailboxGrant;

/// The use cases about people: adding a card, the safety number, the verified mark.
final class ContactBook {
    private static final int PART = 32;

    private final Core core;
    private final SessionEnd sessionEnd;

    ContactBook(Core core, SessionEnd sessionEnd) {
        this.core = core;
        this.sessionEnd = sessionEnd;
    }

    Contact add(ContactCard card, String name) {
        String checked = Names.check(name);
        refuseOtherServer(core, card);
        MailboxGrant mailbox = new MailboxGrant(card.mailbox(), card.sendSecret());
        return core.database().transact(tx -> {
            refuseOwn(tx, card);
            refuseGivenUp(tx, card);
            Optional<ContactRow> known = tx.contacts().byFingerprint(card.fingerprint());
            if (known.isPresent()) {
                return adopt(tx, known.get(), mailbox, checked);
            }
            refuseTaken(tx, checked);
            long id = tx.contacts()
                    .add(
                            checked,
                            card.fingerprint(),
                            tx.identities().presentNumber(),
                            mailbox,
                            freshMailbox(core),
                            core.now());
            return contact(tx.contacts().byId(id));
        });
    }

    /// Somebody who wrote first gets the card's mailbox and the name that was chosen here; a second card of a contact
    /// who has one is refused.
    private static Contact adopt(Transaction tx, ContactRow known, MailboxGrant mailbox, String name) {
        if (known.card() != null) {
            throw new ClientException.ContactExists(known.name(), known.fingerprint());
        }
        if (!known.name().equals(name)) {
            refuseTaken(tx, name);
            tx.contacts().rename(known.id(), name);
        }
        tx.contacts().setCard(known.id(), mailbox);
        return contact(tx.contacts().byId(known.id()));
    }

    private static void refuseTaken(Transaction tx, String name) {
        tx.contacts().byName(name).ifPresent(taken -> {
            throw new ClientException.ContactExists(taken.name(), taken.fingerprint());
        });
    }

    static void refuseOwn(Transaction tx, ContactCard card) {
        if (tx.identities().holds(card.fingerprint())) {
            throw new ClientException.CardRefused("this is your own card", "add the card of somebody else");
        }
    }

    static void refuseGivenUp(Transaction tx, ContactCard card) {
        tx.contacts().earlier(card.fingerprint()).ifPresent(earlier -> {
            String name = tx.contacts().byId(earlier.contact()).name();
            throw new ClientException.CardRefused(
                    "the card is of an identity that " + name + " has given up", "ask for a new card");
        });
    }

    static void refuseOtherServer(Core core, ContactCard card) {
        if (!Arrays.equals(card.server().serverId(), core.home().serverId())) {
            throw new ClientException.CardRefused(
                    "the card is of another server, " + card.server().address() + "; this is not supported yet",
                    "both people need a device at the same server");
        }
    }

    /// A row under a passing name for somebody who wrote first, without a card.
    ///
    /// @param told number of the own identity that they wrote to
    static long addStranger(Core core, Transaction tx, Fingerprint fingerprint, long told) {
        return tx.contacts().add(passingName(fingerprint), fingerprint, told, null, freshMailbox(core), core.now());
    }

    /// Stands until the content tells what the sender calls itself; no name that a person chooses looks like it.
    static String passingName(Fingerprint fingerprint) {
        return "\u0000" + fingerprint;
    }

    private static MailboxGrant freshMailbox(Core core) {
        return new MailboxGrant(core.randomBytes(PART), core.randomBytes(PART));
    }

    List<Contact> all() {
        return core.database().transact(tx -> tx.contacts().all()).stream()
                .map(ContactBook::contact)
                .toList();
    }

    SafetyNumber safetyNumber(String name) {
        ContactRow named = require(core, name);
        return core.database().transact(tx -> {
            Fingerprint shown = tx.contacts().byId(named.id()).fingerprint();
            tx.contacts().setShown(named.id(), shown);
            return SafetyNumber.of(tx.identities().fingerprint(), shown);
        });
    }

    /// What was compared is the number that was shown last: the contact may have another identity by now. Whoever
    /// stole an identity may hold its sessions too, so a frozen contact's start anew.
    void markVerified(String name) {
        ContactRow named = require(core, name);
        core.database().change(tx -> {
            ContactRow contact = tx.contacts().byId(named.id());
            if (contact.shown() != null && !contact.shown().equals(contact.fingerprint())) {
                throw new ClientException.NumberChanged(contact.name());
            }
            if (contact.isFrozen()) {
                startAnew(tx, contact);
            }
            tx.contacts().setTrust(contact.id(), ContactRow.Trust.VERIFIED);
        });
    }

    private void startAnew(Transaction tx, ContactRow contact) {
        sessionEnd.silently(tx, contact.id());
        tx.contacts().setOwnUsed(contact.id(), false);
        if (contact.card() != null) {
            tx.contacts().setGranted(contact.id(), null);
        }
    }

    static ContactRow require(Core core, String name) {
        String composed = Names.composed(name);
        return core.database()
                .transact(tx -> tx.contacts().byName(composed))
                .orElseThrow(() -> new ClientException.UnknownContact(name));
    }

    static Contact contact(ContactRow row) {
        return new Contact(row.name(), row.fingerprint(), trust(row), Instant.ofEpochMilli(row.added()));
    }

    private static Contact.Trust trust(ContactRow row) {
        return switch (row.trust()) {
            case UNVERIFIED -> Contact.Trust.UNVERIFIED;
            case VERIFIED -> Contact.Trust.VERIFIED;
            case VOUCHED -> Contact.Trust.VOUCHED;
            case FROZEN -> Contact.Trust.FROZEN;
        };
    }
}
