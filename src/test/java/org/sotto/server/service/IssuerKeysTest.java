package org.sotto.server.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.token.TokenChallenge;
import org.sotto.crypto.token.TokenRequest;
import org.sotto.server.repository.AnonymousRepository;
import org.sotto.server.repository.IssuerKeyRepository;
import org.sotto.server.repository.Payment;
import org.sotto.server.repository.Transactions;
import org.sotto.support.MovableClock;
import org.sotto.support.OnMovableClock;
import org.sotto.support.SeededRandom;
import org.sotto.support.TestServer;

/// The days of the keys that tokens are issued under.
@QuarkusTest
@TestProfile(OnMovableClock.class)
class IssuerKeysTest {
    private final IssuerKeys issuers;
    private final IssuerKeyRepository repository;
    private final AnonymousRepository spent;
    private final Transactions transactions;
    private final Sealer sealer;
    private final MovableClock clock;
    private final TestServer server;
    private final AgroalDataSource source;

    IssuerKeysTest(
            IssuerKeys issuers,
            IssuerKeyRepository repository,
            AnonymousRepository spent,
            Transactions transactions,
            Sealer sealer,
            MovableClock clock,
            TestServer server,
            @io.quarkus.agroal.DataSource("sqlite") AgroalDataSource source) {
        this.issuers = issuers;
        this.repository = repository;
        this.spent = spent;
        this.transactions = transactions;
        this.sealer = sealer;
        this.clock = clock;
        this.server = server;
        this.source = source;
    }

    private void renewAll() {
        for (int i = 0; i < 10 && issuers.renew(); i++) {
            assertTrue(issuers.announced().size() < 10);
        }
    }

    @Test
    void aKeyIsAnnouncedForAWeekGoodForTwoDaysAndThenForgotten() throws Exception {
        clock.advance(Duration.ofDays(30)); // of which the server has none yet
        renewAll();
        List<Issuer> announced = issuers.announced();
        assertEquals(8, announced.size(), "today's, and a week's");
        Issuer today = announced.getFirst();
        Issuer tomorrow = announced.get(1);
        assertEquals(today.day() + 7, announced.getLast().day());
        assertTrue(issuers.live(today.key().id()).isPresent());
        assertFalse(issuers.live(tomorrow.key().id()).isPresent(), "announced, and not good yet");
        checkSigns(today);
        spend(today);

        clock.advance(Duration.ofDays(1));
        renewAll();
        assertEquals(9, issuers.announced().size());
        assertTrue(issuers.live(today.key().id()).isPresent(), "two are live");
        assertTrue(issuers.live(tomorrow.key().id()).isPresent());
        assertEquals(1, count("spent_tokens WHERE day = " + today.day()));

        clock.advance(Duration.ofDays(1));
        assertFalse(issuers.live(today.key().id()).isPresent(), "from the very moment on");
        renewAll();
        assertEquals(tomorrow.day(), issuers.announced().getFirst().day());
        assertEquals(0, count("spent_tokens WHERE day = " + today.day()));
        assertEquals(0, count("issuer_keys WHERE day = " + today.day()));
        checkSigns(tomorrow);
    }

    @Test
    void aKeyThatWasMadeWhileTheClockWasAheadIsNotAnnounced() {
        clock.advance(Duration.ofDays(60));
        issuers.renew();
        Issuer ahead = issuers.announced().getFirst();
        clock.advance(Duration.ofDays(-30));
        renewAll();
        assertEquals(
                ahead.day() - 30 + IssuerKeys.DAYS_AHEAD,
                issuers.announced().getLast().day());
        clock.advance(Duration.ofDays(30));
        assertEquals(ahead.day(), issuers.announced().getFirst().day());
    }

    @Test
    void aStopWaitsForTheKeyThatIsBeingMade() throws Exception {
        synchronized (issuers) { // or the server's own thread would make the same key
            stopsWhileAKeyIsMade();
        }
    }

    private void stopsWhileAKeyIsMade() throws Exception {
        clock.advance(Duration.ofDays(30));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        IssuerKeys own = new IssuerKeys(repository, spent, transactions, sealer, clock, held(begun, goOn));
        own.start(new StartupEvent());
        assertTrue(begun.await(30, TimeUnit.SECONDS));
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> stop(own));
        assertThrows(TimeoutException.class, () -> stopped.get(100, TimeUnit.MILLISECONDS));
        goOn.countDown();
        stopped.get(30, TimeUnit.SECONDS);
        assertEquals(1, own.announced().size(), "it is stored");
        clock.advance(Duration.ofDays(30)); // past the key that the server does not know of
    }

    private static void stop(IssuerKeys keys) {
        try {
            keys.stop(new ShutdownEvent());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// Chance that keeps whoever asks for it waiting.
    private static SecureRandom held(CountDownLatch begun, CountDownLatch goOn) {
        return new SecureRandom() {
            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] bytes) {
                begun.countDown();
                try {
                    assertTrue(goOn.await(30, TimeUnit.SECONDS));
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                super.nextBytes(bytes);
            }
        };
    }

    private void checkSigns(Issuer issuer) throws ExecutionException, InterruptedException {
        TokenRequest request =
                TokenRequest.of(issuer.key(), TokenChallenge.digest(server.serverId()), new SeededRandom(1));
        byte[] signature =
                issuers.sign(issuer, List.of(request.blinded())).get().getFirst();
        assertArrayEquals(issuer.key().id(), request.finish(signature).keyId());
    }

    private void spend(Issuer issuer) {
        spent.fetch(new NoWish(), Optional.of(new Payment(issuer.day(), new byte[16])), found -> {})
                .join();
        assertTrue(
                spent.fetch(new NoWish(), Optional.empty(), found -> {}).join().isEmpty());
    }

    private long count(String table) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
            return rows.getLong(1);
        }
    }

    /// Of a mailbox that is not there.
    private static final class NoWish implements org.sotto.server.repository.Wish {
        @Override
        public byte[] mailboxTag() {
            return new byte[32];
        }

        @Override
        public boolean fits(org.sotto.server.repository.MailboxState mailbox) {
            return false;
        }

        @Override
        public boolean takesOneTime(long device) {
            return false;
        }

        @Override
        public long asked() {
            return 0;
        }
    }
}
