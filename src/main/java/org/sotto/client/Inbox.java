package org.sotto.client;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sotto.client.session.Opened;
import org.sotto.client.session.SessionBuilder;
import org.sotto.client.store.ContactRow;
import org.sotto.client.store.Settings.Counter;
import org.sotto.client.store.Transaction;
import org.sotto.crypto.CryptoException;
import org.sotto.crypto.RefusedException;
import org.sotto.crypto.RefusedException.Reason;
import org.sotto.crypto.primitive.Hash;
import org.sotto.protocol.Blob;
import org.sotto.protocol.FirstBlob;
import org.sotto.protocol.compression.ZstdMissingException;
import org.sotto.transport.StreamEvent.Delivery;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// Opens one blob at a time: message, session and replay memory are committed together, or nothing is.
final class Inbox {
    private final Core core;
    private final Succession succession;
    private final IdentityNews news;
    private final Intake intake;
    private final Announcements announcements;
    private final Outbox outbox;
    private final UnsealLimit limit;

    Inbox(Core core, SessionEnd sessionEnd, Announcements announcements, Outbox outbox) {
        this.core = core;
        this.succession = new Succession(core);
        this.news = new IdentityNews(core, succession);
        this.intake = new Intake(core, sessionEnd, announcements, news);
        this.announcements = announcements;
        this.outbox = outbox;
        this.limit = new UnsealLimit(core.env().clock());
    }

    /// What became of a blob.
    sealed interface Outcome {
        /// Opened and stored.
        ///
        /// @param shown   whether there is something for a person in it
        /// @param contact whose content of this id it is
        record Stored(boolean shown, long contact, byte[] contentId) implements Outcome {}

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
            tx.recentBlobs().receiptDueAgain(digest); // the one before was lost, or is on its way
            return new Outcome.Refused();
        }
        Outcome outcome = open(tx, delivery, first);
        if (outcome instanceof Outcome.Stored stored) {
            tx.recentBlobs().add(digest, stored.contact(), stored.contentId());
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
                Outcome.Stored stored = intake.store(tx, accepted, owner != null);
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

    /// Null for the public mailbox of the card.
    private @Nullable ContactRow ownerOf(Transaction tx, byte[] mailbox) {
        Optional<ContactRow> owner = tx.contacts().byOwnMailbox(mailbox);
        if (owner.isEmpty() && !Arrays.equals(mailbox, core.own().place().mailbox())) {
            throw new MalformedException(Kind.OUT_OF_RANGE, "blob of an unknown mailbox");
        }
        return owner.orElse(null);
    }

    private void tellWhoWroteToAnEarlierIdentity(Transaction tx, long contact, long addressed) {
        tx.contacts().setTold(contact, addressed);
        if (!tx.sessions().isEmpty(contact)) { // an end that was on its way may have deleted it again
            announcements.due(tx, tx.contacts().byId(contact)).ifPresent(news -> outbox.add(tx, contact, news, null));
        }
    }

    /// The blob is refused, whatever it tells of the contact.
    private Outcome freeze(Transaction tx, Delivery delivery, RivalIdentityException rival) {
        byte[] contentId = rival.content().id();
        tx.recentBlobs().add(Hash.sha256(delivery.blob()), rival.contact(), contentId);
        tx.settings().increment(Counter.REFUSED);
        return news.freeze(tx, rival) ? new Outcome.Stored(true, rival.contact(), contentId) : new Outcome.Refused();
    }
}
