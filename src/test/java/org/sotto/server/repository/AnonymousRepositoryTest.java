package org.sotto.server.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a token pays for is stored as anything else is, and held up as anything else is; what is not stored costs as
/// much.
class AnonymousRepositoryTest extends StoredMessages {
    private static final int SIZE = 40;

    private final AtomicInteger seals = new AtomicInteger();
    private AnonymousRepository anonymous;
    private int next;

    @BeforeEach
    void openAnonymous() {
        anonymous = new AnonymousRepository(commits, QUOTA);
    }

    /// A parcel that counts how often it was sealed or compared.
    private Parcel parcel(PlainParcel plain, Duration holdUp) {
        return new Parcel() {
            @Override
            public byte[] mailboxTag() {
                return plain.mailboxTag();
            }

            @Override
            public byte[] tag() {
                return plain.tag();
            }

            @Override
            public long received() {
                return plain.received();
            }

            @Override
            public int size() {
                return plain.size();
            }

            @Override
            public Verdict judge(MailboxState mailbox) {
                return plain.judge(mailbox);
            }

            @Override
            public Duration holdUp() {
                return holdUp;
            }

            @Override
            public byte[] seal(long row) {
                seals.incrementAndGet();
                return plain.seal(row);
            }

            @Override
            public boolean sameAs(long row, byte[] sealed) {
                seals.incrementAndGet();
                return plain.sameAs(row, sealed);
            }
        };
    }

    private Optional<Payment> payment() {
        return Optional.of(new Payment(1, PlainParcel.of(0, next++, new byte[0]).tag()));
    }

    private StoreResult send(PlainParcel plain, Duration holdUp, Optional<Payment> payment) {
        return anonymous.send(parcel(plain, holdUp), payment, result -> {}).join();
    }

    private StoreResult send(PlainParcel plain) {
        return send(plain, Duration.ZERO, payment());
    }

    private static PlainParcel plain(int id, int first) {
        byte[] blob = new byte[SIZE];
        blob[0] = (byte) first;
        return PlainParcel.of(1, id, blob);
    }

    private long absorbed() throws Exception {
        return database.number("SELECT coalesce(sum(length(filler)), 0) FROM absorbed");
    }

    @Test
    void aMailboxThatTookInTooMuchTakesNoMoreOfAnybody() throws Exception {
        assertEquals(
                new StoreResult.TooMuch(Duration.ofSeconds(1)), send(plain(1, 0), Duration.ofSeconds(1), payment()));
        assertEquals(0, load(1).messages());
        assertEquals(1, database.number("SELECT count(*) FROM spent_tokens"));
        assertEquals(new StoreResult.Stored(1, 2), send(plain(1, 0)), "the control");
        assertEquals(1, load(1).messages());
    }

    @Test
    void whatIsNotStoredIsSealedOrOpenedOnceAndWritesAsMuch() throws Exception {
        send(plain(1, 0));
        assertEquals(1, seals.get());
        assertEquals(0, absorbed());
        assertCosts(new StoreResult.Known(), plain(1, 0));
        assertCosts(new StoreResult.Conflict(), plain(1, 1));
        assertCosts(new StoreResult.Refused(), PlainParcel.of(9, 2, new byte[SIZE]));
        assertCosts(new StoreResult.Refused(), judged(Parcel.Verdict.WRONG_SECRET));
        assertCosts(new StoreResult.WrongType(), judged(Parcel.Verdict.WRONG_TYPE));
        send(plain(3, 0));
        send(plain(4, 0));
        assertCosts(new StoreResult.Full(), plain(5, 0));
    }

    /// Nothing is written down as spent for these, so a page is written in its place.
    @Test
    void whatNobodyPaidForWritesAPageInPlaceOfTheSpentToken() throws Exception {
        Optional<Payment> once = payment();
        send(plain(1, 0), Duration.ZERO, once);
        for (Optional<Payment> none : List.of(once, Optional.<Payment>empty())) {
            database.execute("DELETE FROM absorbed");
            assertEquals(new StoreResult.Refused(), send(plain(2, 0), Duration.ZERO, none));
            assertEquals(SIZE + 8_188, absorbed());
        }
    }

    /// A message that is stored writes down its row number in a page of its own.
    @Test
    void whatIsNotStoredUsesUpARowNumber() throws Exception {
        assertEquals(new StoreResult.Stored(1, 1), send(plain(1, 0)));
        assertEquals(new StoreResult.Refused(), send(PlainParcel.of(9, 2, new byte[SIZE])));
        assertEquals(2, database.number("SELECT seq FROM sqlite_sequence WHERE name = 'pending_messages'"));
        assertEquals(new StoreResult.Stored(1, 3), send(plain(2, 0)));
    }

    /// Calls that share a commit would write one row once, and all be done the sooner.
    @Test
    void eachWritesIntoARowOfItsOwn() throws Exception {
        for (int id = 0; id < GroupCommit.MAX_BATCH + 10; id++) {
            send(PlainParcel.of(9, id, new byte[SIZE]));
        }
        assertEquals(GroupCommit.MAX_BATCH, database.number("SELECT count(*) FROM absorbed"));
    }

    private static PlainParcel judged(Parcel.Verdict verdict) {
        PlainParcel plain = plain(2, 0);
        return new PlainParcel(plain.mailbox(), plain.tag(), plain.blob(), verdict);
    }

    private void assertCosts(StoreResult expected, PlainParcel plain) throws Exception {
        database.execute("DELETE FROM absorbed");
        seals.set(0);
        assertEquals(expected, send(plain));
        assertEquals(1, seals.get(), expected::toString);
        assertEquals(SIZE, absorbed(), expected::toString);
    }

    @Test
    void aTokenIsSpentOnceAndForgottenWithItsDay() throws Exception {
        Optional<Payment> once = payment();
        assertEquals(new StoreResult.Stored(1, 1), send(plain(1, 0), Duration.ZERO, once));
        assertEquals(new StoreResult.Refused(), send(plain(2, 0), Duration.ZERO, once));
        assertEquals(new StoreResult.Refused(), send(plain(2, 0), Duration.ZERO, Optional.empty()));
        assertEquals(0, anonymous.forget(1, 10).join(), "its day is not over");
        assertEquals(1, anonymous.forget(2, 10).join());
        assertEquals(new StoreResult.Stored(1, 4), send(plain(2, 0), Duration.ZERO, once));
    }
}
