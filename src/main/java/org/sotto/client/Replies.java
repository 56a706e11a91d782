package org.sotto.client;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.sotto.client.session.Opened;
import org.sotto.client.store.ContactRow;
import org.sotto.client.store.Transaction;
import org.sotto.crypto.key.PreKeyBundle;
import org.sotto.protocol.Content;
import org.sotto.protocol.ContentKind;
import org.sotto.protocol.Receipt;
import org.sotto.transport.MailboxServer;
import org.sotto.transport.TransportException;

/// What the client itself answers after a batch: one receipt for each contact, and control messages that repair a
/// direction (section 4 of docs/protocol.md). Nothing is ever answered to a receipt or a control message.
final class Replies {
    /// One control message an hour and contact: a repair must not become an amplifier.
    static final long CONTROL_MS = 60L * 60 * 1000;

    /// Content ids in one receipt: they fit the smallest blob with a grant and a name beside them.
    private static final int IDS = 16;

    private final Core core;
    private final Outbox outbox;
    private final SessionStarter starter;
    private final Set<Long> control = new LinkedHashSet<>();
    private final Set<Long> restart = new LinkedHashSet<>();

    Replies(Core core, Outbox outbox, SessionStarter starter) {
        this.core = core;
        this.outbox = outbox;
        this.starter = starter;
    }

    void repair(Opened.JumpTooFar jump) {
        control.add(jump.contact());
        if (!jump.replyRepairs()) {
            restart.add(jump.contact());
        }
    }

    /// Puts everything that is due into the outbox.
    void queue(MailboxServer server) {
        for (long contact : restart) {
            restart(server, contact);
        }
        restart.clear();
        control.forEach(contact -> core.database().change(tx -> queueControl(tx, contact)));
        control.clear();
        core.database().change(this::queueReceipts);
    }

    private void restart(MailboxServer server, long contact) {
        ContactRow row = core.database().transact(tx -> tx.contacts().byId(contact));
        long now = core.database().transact(core::correctedNow);
        boolean ended = core.database().transact(tx -> tx.sessions().isEmpty(contact));
        if (!ended && !row.isFrozen() && SessionStarter.mayRestart(row, now)) {
            startAnew(server, row);
        }
    }

    /// A repair that is not possible now is tried again when the next message asks for it; receiving goes on.
    private void startAnew(MailboxServer server, ContactRow row) {
        try {
            PreKeyBundle bundle = starter.fetch(server, row);
            core.database().change(tx -> starter.start(tx, row, bundle));
        } catch (ClientException | TransportException.Refused | TransportException.Unreachable e) {
            core.database().change(tx -> tx.settings().setLastRefusal("no new session: " + e.getMessage()));
        }
    }

    private void queueControl(Transaction tx, long contact) {
        long now = core.now();
        if (!tx.contacts().byId(contact).hasMailbox() || tx.sessions().isEmpty(contact)) {
            return; // what was ended meanwhile needs no repair
        }
        if (now - tx.contacts().byId(contact).lastControl() < CONTROL_MS) {
            return;
        }
        tx.contacts().setLastControl(contact, now);
        outbox.add(tx, contact, Content.of(core.randomBytes(Content.ID_SIZE), now, ContentKind.CONTROL), null);
    }

    private void queueReceipts(Transaction tx) {
        for (long contact : tx.messages().contactsWithReceiptsDue()) {
            if (!tx.contacts().byId(contact).hasMailbox()) {
                continue;
            }
            List<byte[]> ids = tx.messages().takeReceiptsDue(contact, IDS);
            while (!ids.isEmpty()) {
                Receipt receipt = new Receipt(Receipt.State.DELIVERED, ids);
                outbox.add(tx, contact, Content.receipt(core.randomBytes(Content.ID_SIZE), core.now(), receipt), null);
                ids = tx.messages().takeReceiptsDue(contact, IDS);
            }
        }
    }
}
