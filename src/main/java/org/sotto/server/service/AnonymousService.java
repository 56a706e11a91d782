package org.sotto.server.service;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.sotto.api.ApiLimits;
import org.sotto.api.BundleRequest;
import org.sotto.api.SendRequest;
import org.sotto.crypto.key.PreKeyBundle;
import org.sotto.server.repository.AnonymousRepository;
import org.sotto.server.repository.FoundBundle;
import org.sotto.server.repository.Payment;
import org.sotto.server.repository.StorageException;
import org.sotto.server.repository.StoreResult;

/// Sends and fetches of whoever pays with a token (sections 7 and 9): one answer, whatever came of it, at a tick
/// after the group commit. The tick is chosen when the commit is over, so nothing that is done afterwards moves it.
@Singleton
public final class AnonymousService {
    private final AnonymousRepository repository;
    private final MessageService messages;
    private final TokenService tokens;
    private final AnonymousBundles bundles;
    private final StrangerLimit strangers;
    private final Wakeups wakeups;
    private final Ticks ticks;
    private final Clock clock;

    AnonymousService(
            AnonymousRepository repository,
            MessageService messages,
            TokenService tokens,
            AnonymousBundles bundles,
            StrangerLimit strangers,
            Wakeups wakeups,
            Ticks ticks,
            Clock clock) {
        this.repository = repository;
        this.messages = messages;
        this.tokens = tokens;
        this.bundles = bundles;
        this.strangers = strangers;
        this.wakeups = wakeups;
        this.ticks = ticks;
        this.clock = clock;
    }

    /// Puts a blob into a mailbox, or does not.
    ///
    /// @return the time
    /// @throws RefusedRequest BadSize, before anything is looked at but the blob; RateLimited, Unavailable
    public Instant send(ShownToken token, SendRequest request) {
        if (!MessageService.isAllowed(request.content())) {
            throw new RefusedRequest(new Refusal.BadSize());
        }
        Optional<Payment> payment = payment(token);
        Letter letter = messages.letter(
                new Letter.SealedBlob(request.id(), request.recipient(), request.content()),
                request.sendSecret(),
                clock.instant());
        Answered<StoreResult> answered =
                await(() -> repository.send(letter, payment, result -> messages.wake(letter, result)));
        ticks.await(answered.tick());
        return clock.instant();
    }

    /// A bundle of 4,701 bytes: that of the mailbox's owner, or one that nobody has.
    ///
    /// @throws RefusedRequest RateLimited, Unavailable
    public byte[] fetch(ShownToken token, BundleRequest request) {
        Optional<Payment> payment = payment(token);
        byte[] decoy = bundles.decoy(request);
        Answered<Optional<FoundBundle>> answered = await(
                () -> repository.fetch(bundles.wish(request), payment, found -> found.ifPresent(this::tellOfFew)));
        byte[] bundle = answered.result()
                .flatMap(bundles::open)
                .map(PreKeyBundle::encode)
                .orElse(decoy);
        ticks.await(answered.tick());
        return bundle;
    }

    private void tellOfFew(FoundBundle found) {
        if (found.left() <= ApiLimits.ONE_TIME_LOW) { // one of them is gone now
            wakeups.preKeysLow(found.device().id());
        }
    }

    /// What nobody has signed costs the disk as much as what somebody has, so an address that shows it too
    /// often is told to wait, as for any call that fails. Good tokens from there pass, spent or not.
    private Optional<Payment> payment(ShownToken token) {
        Optional<Payment> payment = tokens.check(token.text());
        if (payment.isEmpty()) {
            Duration wait = strangers.waitOf(token.address());
            if (wait.isPositive()) {
                throw new RefusedRequest(new Refusal.RateLimited(wait)); // which is counted as a failure
            }
            strangers.count(token.address());
        }
        return payment;
    }

    /// What came of it, and the tick that its answer waits for.
    private record Answered<T>(T result, long tick) {}

    @FunctionalInterface
    private interface Submission<T> {
        CompletableFuture<T> submit();
    }

    private static <T> Answered<T> await(Submission<T> submission) {
        try {
            return submission
                    .submit()
                    .thenApply(result -> new Answered<>(result, Ticks.after(System.nanoTime())))
                    .join();
        } catch (StorageException | CompletionException e) {
            if (e instanceof CompletionException && !(e.getCause() instanceof StorageException)) {
                throw e;
            }
            throw new RefusedRequest(MessageService.busy());
        }
    }
}
