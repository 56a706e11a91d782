package org.sotto.client;

import java.util.Optional;
import org.sotto.client.store.ContactRow;
import org.sotto.client.store.ContactTable.Earlier;
import org.sotto.client.store.Transaction;
import org.sotto.protocol.ContactCard;
import org.sotto.protocol.MailboxGrant;

/// The use case of another card in the place of a contact's, by a person's word: no signature leads from one
/// identity to the other (section 2 of docs/protocol.md). The history stays; sessions are gone, and what has
/// not left goes to the new identity.
final class CardReplacement {
    private final Core core;
    private final SessionEnd sessionEnd;

    CardReplacement(Core core, SessionEnd sessionEnd) {
        this.core = core;
        this.sessionEnd = sessionEnd;
    }

    Contact replace(ContactCard card, String name) {
        ContactRow named = ContactBook.require(core, name);
        ContactBook.refuseOtherServer(core, card);
        return core.database().transact(tx -> {
            ContactBook.refuseOwn(tx, card);
            replace(tx, tx.contacts().byId(named.id()), card);
            return ContactBook.contact(tx.contacts().byId(named.id()));
        });
    }

    private void replace(Transaction tx, ContactRow contact, ContactCard card) {
        MailboxGrant mailbox = new MailboxGrant(card.mailbox(), card.sendSecret());
        if (card.fingerprint().equals(contact.fingerprint())) {
            tx.contacts().setCard(contact.id(), mailbox);
            return;
        }
        if (!wasReplaced(tx, contact, card)) {
            ContactBook.refuseGivenUp(tx, card);
        }
        takeFromBeside(tx, card);
        tx.contacts().forgetEarlier(card.fingerprint());
        tx.contacts().addEarlier(new Earlier(contact.id(), contact.fingerprint(), null));
        sessionEnd.silently(tx, contact.id());
        tx.contacts().replaceCard(contact.id(), card.fingerprint(), mailbox);
    }

    /// A replacement by a person is taken back by a person; a signed one is for good.
    private static boolean wasReplaced(Transaction tx, ContactRow contact, ContactCard card) {
        Optional<Earlier> earlier = tx.contacts().earlier(card.fingerprint());
        return earlier.filter(own -> own.contact() == contact.id() && own.successor() == null)
                .isPresent();
    }

    /// The card may have been added under another name before: where it was not used, nothing is lost with that.
    private static void takeFromBeside(Transaction tx, ContactCard card) {
        tx.contacts().byFingerprint(card.fingerprint()).ifPresent(beside -> {
            if (!tx.contacts().isUntouched(beside.id())) {
                throw new ClientException.ContactExists(beside.name(), beside.fingerprint());
            }
            tx.contacts().delete(beside.id());
        });
    }
}
