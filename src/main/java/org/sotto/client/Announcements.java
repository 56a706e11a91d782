package org.sotto.client;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sotto.client.store.ContactRow;
import org.sotto.client.store.Transaction;
import org.sotto.crypto.key.Fingerprint;
import org.sotto.crypto.key.IdentityChain;
import org.sotto.crypto.primitive.Hash;
import org.sotto.protocol.Content;
import org.sotto.protocol.ContentKind;

/// Tells contacts of the own identities that they do not know of yet (section 2 of docs/protocol.md). Until a contact
/// is known to know, the news rides on every content: whichever of them arrives first, the others are understood.
final class Announcements {
    private final Core core;

    Announcements(Core core) {
        this.core = core;
    }

    /// A content for the news alone, where nothing else is about to leave; empty when the contact knows it.
    Optional<Content> due(Transaction tx, ContactRow contact) {
        return unknown(tx, contact)
                .map(chain -> Content.of(core.randomBytes(Content.ID_SIZE), core.now(), ContentKind.IDENTITY_ROTATION)
                        .withIdentityChain(chain));
    }

    /// The content with the news, as it is when it is encrypted.
    Content onTopOf(Transaction tx, ContactRow contact, Content content) {
        return unknown(tx, contact).map(content::withIdentityChain).orElse(content);
    }

    /// The contact has received contents with these ids, or news with them.
    void confirmed(Transaction tx, ContactRow contact, List<byte[]> ids) {
        unknown(tx, contact)
                .map(chain -> newsId(chain.encode()))
                .filter(news -> ids.stream().anyMatch(id -> Arrays.equals(id, news)))
                .ifPresent(known ->
                        tx.contacts().setTold(contact.id(), tx.identities().presentNumber()));
    }

    /// The contact has spoken on a session. Whoever answers one that was started here knows who started it.
    void spokeOn(Transaction tx, ContactRow contact, Fingerprint initiator) {
        if (!knowsPresent(tx, contact)) {
            tx.identities()
                    .numberOf(initiator)
                    .ifPresent(number -> tx.contacts().setTold(contact.id(), number));
        }
    }

    /// What a receipt for the news names: of its bytes, so that both sides know it without a note.
    static byte[] newsId(byte[] chain) {
        return Arrays.copyOf(Hash.sha256(chain), Content.ID_SIZE);
    }

    private static Optional<IdentityChain> unknown(Transaction tx, ContactRow contact) {
        return knowsPresent(tx, contact) ? Optional.empty() : tx.identities().chainFrom(contact.told());
    }

    private static boolean knowsPresent(Transaction tx, ContactRow contact) {
        return contact.told() == tx.identities().presentNumber();
    }
}
