package org.sotto.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Sending without identity, at a server inside the process; `MessengerOverTlsTest` has a real one.
final class AnonymousSendingTest extends TwoPeople {
    /// Each has granted the other a mailbox.
    @BeforeEach
    void getToKnowEachOther() {
        alice.send("bob", "hello");
        bob.receive();
        alice.receive();
        bob.send("alice", "hello");
        alice.receive();
        bob.receive();
        server.issuer().start(clock);
    }

    private MessageState state(String text) {
        return alice.history("bob").stream()
                .filter(each -> each.text().equals(text))
                .findFirst()
                .orElseThrow()
                .state();
    }

    @Test
    void aContactWhoGrantedAMailboxIsWrittenToWithoutIdentity() {
        assertInstanceOf(SendResult.Accepted.class, alice.send("bob", "one"));
        assertEquals(MessageState.ACCEPTED, state("one"));
        assertEquals(1, server.issuer().spent());
        assertEquals(List.of("one"), bob.receive());
        alice.receive();
        assertEquals(MessageState.DELIVERED, state("one"));
        assertEquals(2, server.issuer().spent(), "the receipt cost one");
    }

    @Test
    void whoeverWantsToIsTold() {
        try (Messenger open = Messenger.open(alice.identified(), alice.factory())) {
            assertInstanceOf(SendResult.Sent.class, open.send("bob", "one"));
        }
        assertEquals(0, server.issuer().spent());
        assertEquals(0, server.issuer().issued());
        assertEquals(List.of("one"), bob.receive());
    }

    /// A card's mailbox belongs to nobody in particular yet: the first message goes with the session.
    @Test
    void whoeverHasOnlyACardIsIdentified() {
        Person carol = Person.register(folder, "carol", server, clock);
        carol.add(bob, "bob");
        assertInstanceOf(SendResult.Sent.class, carol.send("bob", "it is me"));
    }

    @Test
    void tokensAreFetchedAheadAndRestBeforeTheyAreSpent() {
        alice.receive();
        assertEquals(20, server.issuer().issued());
        assertEquals(20, alice.status().tokens());
        clock.advance(Duration.ofMillis(TokenStock.REST_MS + 1));
        alice.inside((core, tx) -> {
            tx.tokens().add(TokenStock.firstGoodDay(core.now()) + 1, List.of(new byte[354]), core.now());
            return 0;
        });
        for (int i = 0; i < 15; i++) {
            assertEquals(i, server.issuer().spent());
            assertInstanceOf(SendResult.Accepted.class, alice.send("bob", "text " + i));
        }
        assertEquals(15, server.issuer().spent(), "the fresh one, which is no token, was not taken");
        bob.receive();
        alice.receive();
        assertEquals(6, alice.status().tokens());
        clock.advance(Duration.ofHours(4));
        alice.receive();
        assertEquals(26, alice.status().tokens(), "after a while the stock is filled up");
        alice.receive();
        assertEquals(26, alice.status().tokens(), "and not each time");
    }

    /// What the server lost without a word arrives all the same, once.
    @Test
    void whatIsNotConfirmedIsSentAgainAfterAnHourSixAndADay() {
        bob.receive();
        alice.send("bob", "one");
        Instant sent = clock.instant();
        for (int hours : new int[] {1, 6, 24}) {
            server.loseWaiting();
            clock.advance(Duration.between(
                    clock.instant(), sent.plus(Duration.ofHours(hours)).minusMillis(1)));
            alice.flush();
            int before = server.issuer().spent();
            assertEquals(0, server.waiting(), "too early for " + hours);
            clock.advance(Duration.ofMillis(1));
            server.forgetSeen();
            alice.flush();
            assertEquals(before + 1, server.issuer().spent(), "a token of its own");
            assertEquals(1, server.waiting(), "after " + hours);
        }
        assertEquals(1, alice.status().unconfirmed());
        assertEquals(List.of("one"), bob.receive());
        alice.receive();
        assertEquals(MessageState.DELIVERED, state("one"));
        assertEquals(0, alice.status().unconfirmed());
        int spent = server.issuer().spent();
        clock.advance(Duration.ofDays(2));
        alice.flush();
        assertEquals(spent, server.issuer().spent(), "nothing is sent again any more");
    }

    /// The receipt was lost, the text was not: its second coming brings another receipt.
    @Test
    void aTextThatComesAgainIsConfirmedAgainAndShownOnce() {
        alice.send("bob", "one");
        assertEquals(List.of("one"), bob.receive());
        server.loseWaiting();
        clock.advance(Duration.ofHours(1).plusMillis(1));
        server.forgetSeen();
        alice.flush();
        assertEquals(List.of(), bob.receive());
        alice.receive();
        assertEquals(MessageState.DELIVERED, state("one"));
    }

    @Test
    void withoutATokenItWaitsAndSaysWhy() {
        server.issuer().setRefusing(true);
        var queued = assertInstanceOf(SendResult.Queued.class, alice.send("bob", "one"));
        assertTrue(queued.reason().contains("--identified"), queued.reason());
        assertEquals(MessageState.QUEUED, state("one"));
        server.issuer().setRefusing(false);
        alice.flush();
        assertEquals(MessageState.ACCEPTED, state("one"));
        assertEquals(List.of("one"), bob.receive());
    }

    @Test
    void prekeysAreFetchedWithoutIdentityWhereThereIsAToken() {
        alice.receive();
        Person carol = Person.register(folder, "carol", server, clock);
        alice.add(carol, "carol");
        alice.send("carol", "hello");
        assertEquals(1, server.issuer().spent());
        assertEquals(List.of("hello"), carol.receive());
    }

    @Test
    void aBundleThatIsNobodysIsRefusedAndNothingIsStored() {
        alice.receive();
        Person carol = Person.register(folder, "carol", server, clock);
        alice.add(carol, "carol");
        server.setBundles(bundle -> new byte[bundle.length]);
        assertThrows(ClientException.KeysRefused.class, () -> alice.send("carol", "hello"));
        assertEquals(List.of(), alice.history("carol"));
    }

    @Test
    void whoeverIsGivenAnotherKeyThanAContactIsWarned() {
        alice.send("bob", "one");
        bob.receive();
        assertNull(bob.status().issuerWarning(), "the control: the same key");
        clock.advance(Duration.ofDays(20));
        server.issuer().change();
        alice.send("bob", "two");
        server.issuer().changeBack();
        bob.receive();
        assertTrue(bob.status().issuerWarning().contains("alice"), bob.status().issuerWarning());
        assertNull(alice.status().issuerWarning());
    }

    @Test
    void aKeyThatChangesBehindItsAnnouncementIsToldAndNotUsed() {
        alice.receive();
        assertNull(alice.status().issuerWarning());
        server.issuer().change();
        alice.receive();
        assertTrue(
                alice.status().issuerWarning().contains("than before"),
                alice.status().issuerWarning());
    }
}
