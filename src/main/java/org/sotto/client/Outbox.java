package org.sotto.client;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sotto.api.ApiLimits;
import org.sotto.client.session.Outgoing;
import org.sotto.client.store.ContactRow;
import org.sotto.client.store.OutboxRow;
import org.sotto.client.store.Transaction;
import org.sotto.protocol.Content;
import org.sotto.protocol.MailboxGrant;
import org.sotto.protocol.compression.Compression;
import org.sotto.protocol.compression.CompressionPolicy;
import org.sotto.protocol.compression.Urgency;

/// What waits to leave. A content is encrypted in the transaction that stores the next session state, before a byte of
/// it leaves; each attempt sends the same bytes under the same id.
final class Outbox {
    private final Core core;
    private final SessionStarter starter;
    private final Announcements announcements;
    private final Anonymity anonymity;

    Outbox(Core core, SessionStarter starter, Announcements announcements) {
        this.core = core;
        this.starter = starter;
        this.announcements = announcements;
        this.anonymity = new Anonymity(core);
    }

    /// Puts a content behind what waits for the contact, and encrypts it if a session is there.
    ///
    /// @param message row of the history, or null for receipts and control messages
    void add(Transaction tx, long contact, Content content, @Nullable Long message) {
        add(tx, contact, content, message, Urgency.NORMAL);
    }

    void add(Transaction tx, long contact, Content content, @Nullable Long message, Urgency urgency) {
        byte[] messageId = core.randomBytes(ApiLimits.MESSAGE_ID);
        tx.outbox().addContent(contact, messageId, content.encode(), message, urgency);
        encryptWaiting(tx, contact);
    }

    /// The last message of the active session: encrypted with it now, also where what waits before it will need a new
    /// one.
    ///
    /// @return its row
    long addLast(Transaction tx, ContactRow contact, Content content) {
        byte[] messageId = core.randomBytes(ApiLimits.MESSAGE_ID);
        byte[] encoded = content.encode();
        long seq = tx.outbox().addContent(contact.id(), messageId, encoded, null, Urgency.NORMAL);
        encrypt(tx, new OutboxRow(seq, contact.id(), messageId, encoded, null, null, null, Urgency.NORMAL));
        tx.outbox().forgetContent(seq);
        return seq;
    }

    /// Encrypts, in order, what waits for a session, if there is one now.
    void encryptWaiting(Transaction tx, long contact) {
        List<OutboxRow> waiting = tx.outbox().notEncrypted(contact);
        ContactRow to = tx.contacts().byId(contact);
        if (waiting.isEmpty() || starter.mustWait(tx, to) || starter.needsStart(tx, to)) {
            return;
        }
        waiting.forEach(row -> encrypt(tx, row));
    }

    private void encrypt(Transaction tx, OutboxRow row) {
        ContactRow contact = tx.contacts().byId(row.contact());
        Content content = announcements.onTopOf(tx, contact, Content.decode(Objects.requireNonNull(row.content())));
        if (!contact.ownUsed()) {
            content =
                    content.withGrant(contact.own()).withName(core.own().place().name());
        }
        content = IssuerWatch.tell(tx, contact.id(), content, core.correctedNow(tx));
        byte[] encoded = content.encode();
        Compression compression =
                CompressionPolicy.choose(core.network().quality(), row.urgency(), encoded.length, content.payload());
        Outgoing outgoing = core.cipher().encrypt(tx.sessions(), contact.id(), encoded, compression);
        tx.outbox().setBlob(row.seq(), outgoing, target(contact));
        if (row.message() != null) {
            tx.messages().setSession(row.message(), outgoing.session());
        }
    }

    /// The contact's own mailbox for us, or before it was granted the public one of the card.
    private static MailboxGrant target(ContactRow contact) {
        MailboxGrant target = contact.granted() == null ? contact.card() : contact.granted();
        return Objects.requireNonNull(target, "a contact without a mailbox");
    }

    /// Sends what waits, contact by contact, each in order.
    FlushResult flush() {
        if (core.database().transact(tx -> tx.outbox().count()) == 0 && !anonymity.isDue()) {
            return new FlushResult(0, 0, List.of());
        }
        Flush flush = flushed();
        long waiting = core.database().transact(tx -> tx.outbox().count());
        return new FlushResult(flush.sent(), Math.toIntExact(waiting), flush.problems());
    }

    private Flush flushed() {
        Flush flush = new Flush(core, starter, anonymity, this);
        try (OutboxLock lock = OutboxLock.acquire(core.vault().lock())) {
            flush.run();
        }
        return flush;
    }

    /// Sends what waits, and tells what became of this row.
    RowFate flush(long contact, long seq) {
        Flush flush = flushed();
        return core.database().transact(tx -> fate(tx, tx.contacts().byId(contact), seq, flush));
    }

    /// Another process may have sent it, or been refused.
    private static RowFate fate(Transaction tx, ContactRow contact, long seq, Flush flush) {
        String refusal = tx.refusedRows().reason(seq);
        if (refusal != null) {
            return new RowFate.Refused(refusal);
        }
        if (!tx.outbox().holds(seq)) {
            return new RowFate.Left();
        }
        if (contact.isFrozen()) {
            return new RowFate.Waits(String.valueOf(new ClientException.ContactFrozen(contact.name()).getMessage()));
        }
        return new RowFate.Waits(
                flush.problems().isEmpty()
                        ? "what was written before has to leave first"
                        : String.valueOf(flush.problems().getFirst().getMessage()));
    }
}
