package org.sotto.client;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sotto.client.session.Opened;
import org.sotto.client.session.Session;
import org.sotto.client.session.SessionBuilder;
import org.sotto.client.store.ContactRow;
import org.sotto.client.store.MessageRow;
import org.sotto.client.store.MessageTable;
import org.sotto.client.store.Settings.Counter;
import org.sotto.client.store.Transaction;
import org.sotto.crypto.CryptoException;
import org.sotto.crypto.RefusedException;
import org.sotto.crypto.RefusedException.Reason;
import org.sotto.crypto.key.IdentityChain;
import org.sotto.crypto.primitive.Hash;
import org.sotto.protocol.Blob;
import org.sotto.protocol.Content;
import org.sotto.protocol.ContentKind;
import org.sotto.protocol.FirstBlob;
import org.sotto.protocol.Receipt;
import org.sotto.protocol.compression.ZstdMissingException;
import org.sotto.transport.StreamEvent.Delivery;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// Opens one blob at a time: message, session and replay memory are committed together, or nothing is.
final class Inbox {
    private static final String CANNOT_SHOW = "a message this version cannot show";
    private static final String FOLLOWED = "new identity, signed by the one before";
    private static final String FROZEN =
            "a second, different identity in the place of one: nothing is sent until you have compared the safety number";

    private final Core core;
    private final SessionEnd sessionEnd;
    private final Succession succession;
    private final Announcements announcements;
    private final Outbox outbox;
    private final UnsealLimit limit;

    Inbox(Core core, SessionEnd sessionEnd, Announcements announcements, Outbox outbox) {
        this.core = core;
        this.sessionEnd = sessionEnd;
        this.succession = new Succession(core);
        this.announcements = announcements;
        this.outbox = outbox;
        this.limit = new UnsealLimit(core.env().clock());
    }

    /// What became of a blob.
    sealed interface Outcome {
        /// Opened and stored.
        ///
        /// @param shown whether there is something for a person in it
        record Stored(boolean shown) implements Outcome {}

        /// Authentic, but its sender is too far ahead.
        record NeedsRepair(Opened.JumpTooFar jump) implements Outcome {}

        /// Damaged, a replay, or of no session: counted, and not kept.
        record Refused() implements Outcome {}

        /// Not looked at now; it comes again.
        record Deferred() implements Outcome {}

        /// Whole, but this machine cannot unpack it; it comes again.
        record CannotUnpack(String why) implements Outcome {}
    }

    Outcome take(Delivery delivery) {
        boolean first = isFirst(delivery.blob());
        try {
            if (first && !limit.allows(delivery.mailbox())) {
                return new Outcome.Deferred();
            }
            return core.database().transact(tx -> take(tx, delivery, first));
        } catch (ZstdMissingException e) {
            if (first) {
                limit.charge(delivery.mailbox()); // it will come again and again
            }
            core.database().change(tx -> tx.settings().setLastRefusal(reason(e)));
            return new Outcome.CannotUnpack(reason(e));
        } catch (RivalIdentityException e) {
            limit.charge(delivery.mailbox());
            return core.database().transact(tx -> freeze(tx, delivery, e));
        } catch (CryptoException | MalformedException e) {
            if (first) {
                limit.charge(delivery.mailbox());
            }
            count(e);
            return new Outcome.Refused();
        }
    }

    /// Gives up what cannot be unpacked: too many wait already.
    void refuse(Outcome.CannotUnpack left) {
        core.database().change(tx -> {
            tx.settings().increment(Counter.REFUSED);
            tx.settings().setLastRefusal(left.why());
        });
    }

    private Outcome take(Transaction tx, Delivery delivery, boolean first) {
        byte[] digest = Hash.sha256(delivery.blob());
        if (tx.recentBlobs().hold(digest)) {
            tx.settings().increment(Counter.DUPLICATES);
            return new Outcome.Refused();
        }
        Outcome outcome = open(tx, delivery, first);
        if (outcome instanceof Outcome.Stored) {
            tx.recentBlobs().add(digest);
        }
        return outcome;
    }

    /// Whether a blob claims to be a first one; what is neither is refused when it is opened.
    private static boolean isFirst(byte[] blob) {
        return blob.length > 0 && blob[0] == Blob.Type.FIRST.code();
    }

    private void count(RuntimeException e) {
        boolean duplicate = e instanceof RefusedException refused && refused.reason() == Reason.KEY_ALREADY_USED;
        core.database().change(tx -> {
            tx.settings().increment(duplicate ? Counter.DUPLICATES : Counter.REFUSED);
            if (!duplicate) {
                tx.settings().setLastRefusal(reason(e));
            }
        });
    }

    private static String reason(RuntimeException e) {
        if (e instanceof RefusedException refused && refused.reason() == Reason.UNKNOWN_PREKEY) {
            return "a first message names a prekey that was used before or is gone";
        }
        return String.valueOf(e.getMessage());
    }

    private Outcome open(Transaction tx, Delivery delivery, boolean first) {
        @Nullable ContactRow owner = ownerOf(tx, delivery.mailbox());
        long now = core.correctedNow(tx);
        Opened opened;
        if (first) {
            opened = core.builder()
                    .open(
                            tx.sessions(),
                            new SessionBuilder.Arrival(
                                    tx.preKeys(),
                                    owner == null ? null : owner.id(),
                                    (initiator, content) ->
                                            succession.contactOf(tx, initiator, addressed(tx, delivery), content)),
                            delivery.blob(),
                            now);
        } else if (owner != null) {
            opened = core.cipher().open(tx.sessions(), owner.id(), delivery.blob(), now);
        } else {
            throw new MalformedException(Kind.WRONG_TYPE, "blob in the public mailbox");
        }
        return switch (opened) {
            case Opened.JumpTooFar jump -> new Outcome.NeedsRepair(jump);
            case Opened.Accepted accepted -> {
                Outcome stored = store(tx, accepted, owner != null);
                if (accepted.startsAnew()) {
                    tellWhoWroteToAnEarlierIdentity(tx, accepted.contact(), addressed(tx, delivery));
                }
                yield stored;
            }
        };
    }

    /// The number of the own identity that a first blob is for.
    private static long addressed(Transaction tx, Delivery delivery) {
        return tx.preKeys().identityOf(FirstBlob.sealKeyId(delivery.blob()));
    }

    private void tellWhoWroteToAnEarlierIdentity(Transaction tx, long contact, long addressed) {
        tx.contacts().setTold(contact, addressed);
        if (!tx.sessions().isEmpty(contact)) { // an end that was on its way may have deleted it again
            announcements.due(tx, tx.contacts().byId(contact)).ifPresent(news -> outbox.add(tx, contact, news, null));
        }
    }

    /// Null for the public mailbox of the card.
    private @Nullable ContactRow ownerOf(Transaction tx, byte[] mailbox) {
        Optional<ContactRow> owner = tx.contacts().byOwnMailbox(mailbox);
        if (owner.isEmpty() && !Arrays.equals(mailbox, core.own().place().mailbox())) {
            throw new MalformedException(Kind.OUT_OF_RANGE, "blob of an unknown mailbox");
        }
        return owner.orElse(null);
    }

    private Outcome store(Transaction tx, Opened.Accepted accepted, boolean ownMailbox) {
        Content content = Content.decode(accepted.content());
        long contact = accepted.contact();
        nameStranger(tx, contact, content);
        announcements.spokeOn(
                tx, tx.contacts().byId(contact), accepted.session().initiator());
        boolean followed = follow(tx, accepted.session(), content);
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
        return new Outcome.Stored(shown);
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
                chain(content);
                yield false;
            }
            case CONTROL, MAILBOX_GRANT, IGNORED -> false;
            case DELETE, TIMER, ATTACHMENT, RESEND_REQUEST, UNKNOWN ->
                add(tx, contact, content, content.kindCode(), CANNOT_SHOW);
        };
    }

    /// The news that rides on a content, if there is any: a line of the history, whose receipt tells that it has
    /// arrived. Who started this session with the identity that it leads to learns the same from any answer.
    private boolean follow(Transaction tx, Session.Key session, Content content) {
        if (content.identityChain().isEmpty()) {
            return false;
        }
        IdentityChain chain = IdentityChain.decode(chain(content));
        return switch (succession.follow(tx, session.contact(), chain)) {
            case KNOWN ->
                !session.initiator().equals(chain.last().fingerprint())
                        && tell(tx, session.contact(), content, FOLLOWED);
            case FOLLOWED -> tell(tx, session.contact(), content, FOLLOWED);
            case FROZEN -> tell(tx, session.contact(), content, FROZEN);
        };
    }

    private boolean tell(Transaction tx, long contact, Content content, String text) {
        MessageTable.Incoming line = new MessageTable.Incoming(
                contact,
                Announcements.newsId(chain(content)),
                0,
                ContentKind.IDENTITY_ROTATION.code(),
                text,
                content.sentMs());
        return tx.messages().addIncoming(line, core.now());
    }

    private static byte[] chain(Content content) {
        return content.identityChain().orElseThrow(() -> new MalformedException(Kind.TRUNCATED, "identity chain"));
    }

    /// The blob started no session, but what it says is signed by an identity that the contact had.
    private Outcome freeze(Transaction tx, Delivery delivery, RivalIdentityException rival) {
        tx.recentBlobs().add(Hash.sha256(delivery.blob()));
        tx.settings().increment(Counter.REFUSED);
        if (!Succession.freeze(tx, rival.contact(), rival.rival())) {
            return new Outcome.Refused();
        }
        return new Outcome.Stored(tell(tx, rival.contact(), rival.content(), FROZEN));
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
