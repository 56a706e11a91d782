package org.sotto.client;

import java.util.Arrays;
import java.util.Optional;
import org.sotto.client.store.ContactRow;
import org.sotto.client.store.Transaction;
import org.sotto.crypto.key.IdentityChain;
import org.sotto.crypto.primitive.Hash;
import org.sotto.protocol.Content;

/// Tells contacts of the own identities that they do not know of yet (section 2 of docs/protocol.md). Until a contact
/// confirms it, it is told again in front of every new session, which nobody could make out without.
final class Announcements {
    private final Core core;

    Announcements(Core core) {
        this.core = core;
    }

    /// What has to reach the contact first; empty when it knows the present identity.
    Optional<Content> due(Transaction tx, ContactRow contact) {
        return unknown(tx, contact).map(chain -> Content.identityRotation(id(chain), core.now(), chain));
    }

    /// The contact has received this content: if it was the announcement of the present identity, it is known now.
    void confirmed(Transaction tx, ContactRow contact, byte[] contentId) {
        boolean isKnown = unknown(tx, contact)
                .filter(chain -> Arrays.equals(id(chain), contentId))
                .isPresent();
        if (isKnown) {
            tx.contacts().setTold(contact.id(), tx.identities().presentNumber());
        }
    }

    private static Optional<IdentityChain> unknown(Transaction tx, ContactRow contact) {
        return contact.told() == tx.identities().presentNumber()
                ? Optional.empty()
                : tx.identities().chainFrom(contact.told());
    }

    /// Of the bytes, so that a receipt is understood without a note of what was sent, and a copy is known as one.
    private static byte[] id(IdentityChain chain) {
        return Arrays.copyOf(Hash.sha256(chain.encode()), Content.ID_SIZE);
    }
}
