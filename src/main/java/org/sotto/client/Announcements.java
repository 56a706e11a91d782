package org.sotto.client;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sotto.client.store.ContactRow;
import org.sotto.client.store.Transaction;
import org.sotto.crypto.key.IdentityRotation;
import org.sotto.crypto.primitive.Hash;
import org.sotto.protocol.Content;
import org.sotto.wire.ByteWriter;

/// Tells contacts of the own identities that they do not know of yet (section 2 of docs/protocol.md). Until a contact
/// confirms it, it is told again in front of every new session, which nobody could make out without.
final class Announcements {
    private final Core core;

    Announcements(Core core) {
        this.core = core;
    }

    /// What has to reach the contact first; empty when it knows the present identity.
    Optional<Content> due(Transaction tx, ContactRow contact) {
        List<IdentityRotation> unknown = unknown(tx, contact);
        return unknown.isEmpty() ? Optional.empty() : Optional.of(Content.rotations(id(unknown), core.now(), unknown));
    }

    /// The contact has received this content: if it was the announcement of the present identity, it is known now.
    void confirmed(Transaction tx, ContactRow contact, byte[] contentId) {
        List<IdentityRotation> unknown = unknown(tx, contact);
        if (!unknown.isEmpty() && Arrays.equals(id(unknown), contentId)) {
            tx.contacts().setTold(contact.id(), tx.identities().presentNumber());
        }
    }

    /// More than fit in one content are more than anybody makes in the life of a message; then the last ones go.
    private static List<IdentityRotation> unknown(Transaction tx, ContactRow contact) {
        if (contact.told() == tx.identities().presentNumber()) {
            return List.of();
        }
        List<IdentityRotation> all = tx.identities().rotationsSince(contact.told());
        return all.subList(Math.max(0, all.size() - Content.MAX_ROTATIONS), all.size());
    }

    /// Of the bytes, so that a receipt is understood without a note of what was sent, and a copy is known as one.
    private static byte[] id(List<IdentityRotation> rotations) {
        ByteWriter all = new ByteWriter(rotations.size() * IdentityRotation.SIZE);
        rotations.forEach(rotation -> all.bytes(rotation.encode()));
        return Arrays.copyOf(Hash.sha256(all.toByteArray()), Content.ID_SIZE);
    }
}
