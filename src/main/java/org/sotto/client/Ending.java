package org.sotto.client;

import java.util.Optional;
import org.sotto.client.session.Session;
import org.sotto.client.store.ContactRow;
import org.sotto.client.store.Transaction;
import org.sotto.protocol.Content;
import org.sotto.protocol.ContentKind;

/// The use case of ending the sessions with a contact.
final class Ending {
    private final Core core;
    private final SessionStarter starter;
    private final Outbox outbox;
    private final SessionEnd sessionEnd;

    Ending(Core core, SessionStarter starter, Outbox outbox, SessionEnd sessionEnd) {
        this.core = core;
        this.starter = starter;
        this.outbox = outbox;
        this.sessionEnd = sessionEnd;
    }

    EndResult end(String name) {
        ContactRow contact = ContactBook.require(core, name);
        Optional<Long> news = core.database().transact(tx -> end(tx, contact));
        if (news.isEmpty()) {
            return new EndResult.Untold("they have granted no mailbox yet");
        }
        return switch (outbox.flush(contact.id(), news.get())) {
            case RowFate.Left left -> new EndResult.Sent();
            case RowFate.Waits waits -> new EndResult.Queued(waits.reason());
            case RowFate.Refused refused -> new EndResult.Untold(refused.reason());
        };
    }

    /// The news is the last message of the active session: encrypted, and stored, before the session is deleted.
    ///
    /// @return its row of the outbox; empty where the other side takes first messages only, and this would be none
    private Optional<Long> end(Transaction tx, ContactRow contact) {
        Session active =
                tx.sessions().active(contact.id()).orElseThrow(() -> new ClientException.NoSession(contact.name()));
        try (active) {
            Optional<Long> news = starter.lacksGrant(tx, contact)
                    ? Optional.empty()
                    : Optional.of(outbox.addLast(tx, contact, news()));
            sessionEnd.byUs(tx, active);
            return news;
        }
    }

    private Content news() {
        return Content.of(core.randomBytes(Content.ID_SIZE), core.now(), ContentKind.SESSION_END);
    }
}
