package org.sotto.server.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.token.TokenChallenge;
import org.sotto.crypto.token.TokenRequest;
import org.sotto.server.repository.AnonymousRepository;
import org.sotto.server.repository.Payment;
import org.sotto.support.MovableClock;
import org.sotto.support.OnMovableClock;
import org.sotto.support.SeededRandom;
import org.sotto.support.TestServer;

/// The days of the keys that tokens are issued under.
@QuarkusTest
@TestProfile(OnMovableClock.class)
class IssuerKeysTest {
    private final IssuerKeys issuers;
    private final AnonymousRepository spent;
    private final MovableClock clock;
    private final TestServer server;
    private final AgroalDataSource source;

    IssuerKeysTest(
            IssuerKeys issuers,
            AnonymousRepository spent,
            MovableClock clock,
            TestServer server,
            @io.quarkus.agroal.DataSource("sqlite") AgroalDataSource source) {
        this.issuers = issuers;
        this.spent = spent;
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
