package org.sotto.server.service;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jboss.logging.Logger;
import org.sotto.crypto.token.TokenKey;
import org.sotto.crypto.token.TokenKeyPair;
import org.sotto.server.repository.AnonymousRepository;
import org.sotto.server.repository.IssuerKeyRepository;
import org.sotto.server.repository.IssuerKeyRow;
import org.sotto.server.repository.Transactions;
import org.sotto.wire.ByteWriter;

/// The keys that tokens are issued under: one for each day, announced a week ahead, good for two days (section 9).
///
/// Private halves rest sealed and are opened for one call. Making keys and signing has a thread of its own, for it
/// takes milliseconds of a processor at a time.
@Singleton
public final class IssuerKeys {
    static final int DAYS_AHEAD = 7;

    private static final Logger LOG = Logger.getLogger(IssuerKeys.class);
    /// After the database was checked.
    private static final int LATE = 3_100;
    /// Before the writer ends.
    private static final int EARLY = 1_000;
    private static final long STOP_SECONDS = 10;
    /// Between two keys of a first start, which has other things to do.
    private static final long PAUSE_SECONDS = 10;
    private static final long LOOK_SECONDS = 3_600;
    private static final int FORGET_BATCH = 500;

    private final IssuerKeyRepository repository;
    private final AnonymousRepository spent;
    private final Transactions transactions;
    private final Sealer sealer;
    private final Clock clock;
    private final SecureRandom random;
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("sotto-issuer").factory());
    private volatile List<Issuer> known = List.of();

    IssuerKeys(
            IssuerKeyRepository repository,
            AnonymousRepository spent,
            Transactions transactions,
            Sealer sealer,
            Clock clock,
            SecureRandom random) {
        this.repository = repository;
        this.spent = spent;
        this.transactions = transactions;
        this.sealer = sealer;
        this.clock = clock;
        this.random = random;
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    void start(@Observes @Priority(LATE) StartupEvent event) {
        known = stored();
        var _ = thread.submit(this::look);
    }

    /// Waits for what is being made or signed: it needs the database, which is closed after this.
    void stop(@Observes @Priority(EARLY) ShutdownEvent event) throws InterruptedException {
        thread.shutdown();
        if (!thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("the keys for tokens were not finished in time");
        }
    }

    /// Those that are good or will be within the week, in the order of their days. A clock that was ahead for a while
    /// may have left later ones, whose days nobody is to hear of before.
    public List<Issuer> announced() {
        long today = today();
        return known.stream()
                .filter(each -> each.day() > today - Issuer.LIVE_DAYS && each.day() <= today + DAYS_AHEAD)
                .toList();
    }

    /// The key of this id, if tokens of it are issued and taken now.
    Optional<Issuer> live(byte[] keyId) {
        long today = today();
        return known.stream()
                .filter(each -> each.day() <= today && each.day() > today - Issuer.LIVE_DAYS)
                .filter(each -> Arrays.equals(each.key().id(), keyId))
                .findFirst();
    }

    /// Signatures of what was blinded.
    ///
    /// @param blinded numbers that the key takes
    CompletableFuture<List<byte[]>> sign(Issuer issuer, List<byte[]> blinded) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (TokenKeyPair pair = open(issuer)) {
                        return blinded.stream()
                                .map(each -> pair.sign(each, random))
                                .toList();
                    }
                },
                thread);
    }

    /// Makes the first key that is missing and forgets what is over. Whether more are missing.
    synchronized boolean renew() {
        long today = today();
        List<Long> missing = LongStream.rangeClosed(today, today + DAYS_AHEAD)
                .filter(day -> known.stream().noneMatch(each -> each.day() == day))
                .boxed()
                .toList();
        if (!missing.isEmpty()) {
            make(missing.getFirst());
        }
        forgetBefore(today - Issuer.LIVE_DAYS + 1);
        return missing.size() > 1;
    }

    private void look() {
        long pause = LOOK_SECONDS;
        try {
            pause = renew() ? PAUSE_SECONDS : LOOK_SECONDS;
        } catch (RuntimeException e) {
            LOG.warn("no new key for tokens could be made", e); // the next look tries again
        }
        if (!thread.isShutdown()) {
            var _ = thread.schedule(this::look, pause, TimeUnit.SECONDS);
        }
    }

    private void make(long day) {
        try (TokenKeyPair pair = TokenKeyPair.generate(random)) {
            byte[] secret = pair.encode();
            byte[] sealed = sealer.seal(Table.ISSUER_KEYS, place(day), secret);
            Arrays.fill(secret, (byte) 0);
            IssuerKeyRow row = new IssuerKeyRow(day, pair.publicKey().encode(), sealed);
            transactions.write(() -> {
                repository.add(row);
                return row;
            });
        }
        known = stored();
    }

    /// Tokens first: while the key is there, each of them is known to be spent.
    private void forgetBefore(long day) {
        if (known.stream().anyMatch(each -> each.day() < day)) {
            int forgotten;
            do {
                forgotten = spent.forget(day, FORGET_BATCH).join();
            } while (forgotten == FORGET_BATCH);
            transactions.write(() -> {
                repository.deleteBefore(day);
                return day;
            });
            known = stored();
        }
    }

    private List<Issuer> stored() {
        return repository.all().stream()
                .map(row -> new Issuer(row.day(), TokenKey.decode(row.publicKey()), row.sealed()))
                .toList();
    }

    private TokenKeyPair open(Issuer issuer) {
        byte[] secret = sealer.open(Table.ISSUER_KEYS, place(issuer.day()), issuer.sealed());
        try {
            return TokenKeyPair.decode(secret);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static byte[] place(long day) {
        return new ByteWriter(Long.BYTES).u64(day).toByteArray();
    }

    private long today() {
        return LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC).toEpochDay();
    }
}
