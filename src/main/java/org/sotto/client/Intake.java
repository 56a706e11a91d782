package org.sotto.client;

import org.sotto.client.Inbox.Outcome;
import org.sotto.client.session.Opened;
import org.sotto.client.session.Session;
import org.sotto.client.store.ContactRow;
import org.sotto.client.store.MessageRow;
import org.sotto.client.store.MessageTable;
import org.sotto.client.store.Settings.Counter;
import org.sotto.client.store.Transaction;
import org.sotto.protocol.Content;
import org.sotto.protocol.Receipt;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// What an opened content does to the profile, in the transaction that opened it.
final class Intake {
    private static final String CANNOT_SHOW = "a message this version cannot show";

    private final Core core;
    private final SessionEnd sessionEnd;
    private final Announcements announcements;
    private final IdentityNews news;

    Intake(Core core, SessionEnd sessionEnd, Announcements announcements, IdentityNews news) {
        this.core = core;
        this.sessionEnd = sessionEnd;
        this.announcements = announcements;
        this.news = news;
    }

    /// Stores what was said, and what it says of its sender: news of an identity first, which whatever stands behind it
    /// may be from.
    ///
    /// @param ownMailbox whether it came into the mailbox that the contact was granted
    /// @throws MalformedException if a part of it is missing that its kind must have
    Outcome.Stored store(Transaction tx, Opened.Accepted accepted, boolean ownMailbox) {
        Content content = Content.decode(accepted.content());
        long contact = accepted.contact();
        nameStranger(tx, contact, content);
        IssuerWatch.hear(tx, contact, content);
        announcements.spokeOn(
                tx, tx.contacts().byId(contact), accepted.session().initiator());
        boolean followed = news.follow(tx, accepted.session(), content);
        boolean shown = keep(tx, accepted.session(), content) || followed;
        if (!tx.contacts().byId(contact).isFrozen()) {
            content.grant().ifPresent(grant -> tx.contacts().setGranted(contact, grant));
        }
        refuseUnanswerable(tx, contact);
        if (ownMailbox) {
            tx.contacts().setOwnUsed(contact, true);
        } else if (accepted.startsAnew()) {
            tx.contacts().setOwnUsed(contact, false);
        }
        sessionEnd.afterMessage(tx, accepted.session());
        return new Outcome.Stored(shown, contact, content.id());
    }

    /// A stranger who grants no mailbox could never be answered, not even with a receipt.
    private static void refuseUnanswerable(Transaction tx, long contact) {
        if (!tx.contacts().byId(contact).hasMailbox()) {
            throw new MalformedException(Kind.TRUNCATED, "mailbox grant");
        }
    }

    private void nameStranger(Transaction tx, long contact, Content content) {
        ContactRow row = tx.contacts().byId(contact);
        if (row.name().equals(ContactBook.passingName(row.fingerprint()))) {
            String name = Names.fromClaim(
                    content.name().orElse(""),
                    taken -> taken.equals(core.own().place().name())
                            || tx.contacts().byName(taken).isPresent());
            tx.contacts().rename(contact, name);
        }
    }

    private boolean keep(Transaction tx, Session.Key session, Content content) {
        long contact = session.contact();
        return switch (content.kind()) {
            case TEXT -> add(tx, contact, content, MessageRow.TEXT, text(content));
            case RECEIPT -> {
                delivered(tx, contact, content);
                yield false;
            }
            case SESSION_END -> {
                sessionEnd.byPeer(tx, session);
                yield false;
            }
            case IDENTITY_ROTATION -> {
                IdentityNews.chain(content);
                yield false;
            }
            case CONTROL, MAILBOX_GRANT, IGNORED -> false;
            case DELETE, TIMER, ATTACHMENT, RESEND_REQUEST, UNKNOWN ->
                add(tx, contact, content, content.kindCode(), CANNOT_SHOW);
        };
    }

    private static String text(Content content) {
        return content.text().orElseThrow(() -> new MalformedException(Kind.TRUNCATED, "text"));
    }

    private boolean add(Transaction tx, long contact, Content content, int kind, String text) {
        MessageTable.Incoming incoming =
                new MessageTable.Incoming(contact, content.id(), content.fragment(), kind, text, content.sentMs());
        boolean added = tx.messages().addIncoming(incoming, core.now());
        if (!added) {
            tx.settings().increment(Counter.DUPLICATES);
        }
        return added;
    }

    private void delivered(Transaction tx, long contact, Content content) {
        Receipt receipt = content.receipt().orElseThrow(() -> new MalformedException(Kind.TRUNCATED, "receipt"));
        ContactRow row = tx.contacts().byId(contact);
        receipt.contentIds().forEach(id -> tx.messages().markDelivered(contact, id));
        announcements.confirmed(tx, row, receipt.contentIds());
    }
}
