package org.sotto.server.service;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.sotto.api.ApiLimits;
import org.sotto.crypto.Label;
import org.sotto.crypto.primitive.Hash;
import org.sotto.protocol.Blob;
import org.sotto.server.repository.MessagePage;
import org.sotto.server.repository.MessageRepository;
import org.sotto.server.repository.StorageException;
import org.sotto.server.repository.StoreResult;
import org.sotto.server.repository.Waiting;
import org.sotto.wire.MalformedException;

/// Messages from the sender's call to the recipient's acknowledgment (section 7).
@Singleton
public final class MessageService {
    /// A full mailbox has to wait for its owner to come; earlier than this it is hardly worth a try.
    static final Duration RETRY_WHEN_FULL = Duration.ofMinutes(15);
    /// Messages that one transaction deletes at most: it must not keep senders waiting.
    private static final int DELETE_BATCH = 200;

    private final MessageRepository messages;
    private final Sealer sealer;
    private final Pseudonyms pseudonyms;
    private final Wakeups wakeups;
    private final SendLimits limits;
    private final MessageMeters meters;
    private final Clock clock;

    MessageService(
            MessageRepository messages,
            Sealer sealer,
            Pseudonyms pseudonyms,
            Wakeups wakeups,
            SendLimits limits,
            MessageMeters meters,
            Clock clock) {
        this.messages = messages;
        this.sealer = sealer;
        this.pseudonyms = pseudonyms;
        this.wakeups = wakeups;
        this.limits = limits;
        this.meters = meters;
        this.clock = clock;
    }

    /// Puts a blob into a mailbox. The future tells the server's time once the blob is on disk, or fails with a
    /// [RefusedRequest]: bad size, mailbox refused, id conflict, mailbox full, rate limited,
    /// unavailable. Never blocks.
    ///
    /// @param messageId  16 bytes
    /// @param mailbox    32 bytes
    /// @param sendSecret 32 bytes
    public CompletableFuture<Instant> send(byte[] messageId, byte[] mailbox, byte[] sendSecret, byte[] blob) {
        if (!isAllowed(blob)) {
            meters.badSize();
            return refused(new Refusal.BadSize());
        }
        Instant now = clock.instant();
        Letter letter = letter(new Letter.SealedBlob(messageId, mailbox, blob), sendSecret, now);
        try {
            return messages.store(letter, result -> wake(letter, result))
                    .handle((result, failure) -> answer(result, failure, now));
        } catch (StorageException e) {
            meters.unavailable();
            return refused(busy());
        }
    }

    Letter letter(Letter.SealedBlob content, byte[] sendSecret, Instant now) {
        byte[] sendHash = Hash.sha512(Label.SEND.with(sendSecret));
        return new Letter(sealer, pseudonyms, content, sendHash, Hours.floor(now), limits);
    }

    static boolean isAllowed(byte[] blob) {
        try {
            return Blob.validSize(Blob.type(blob), blob.length);
        } catch (MalformedException e) {
            return false;
        }
    }

    void wake(Letter letter, StoreResult result) {
        meters.sent(result);
        if (result instanceof StoreResult.Stored stored) {
            wakeups.arrived(stored.device(), () -> letter.delivery(stored.row()));
        }
    }

    private Instant answer(@Nullable StoreResult result, @Nullable Throwable failure, Instant now) {
        if (failure != null || result == null) {
            meters.unavailable();
            throw new RefusedRequest(busy());
        }
        return switch (result) {
            case StoreResult.Stored stored -> now;
            case StoreResult.Known known -> now;
            case StoreResult.Conflict conflict -> throw new RefusedRequest(new Refusal.IdConflict());
            case StoreResult.Full full -> throw new RefusedRequest(new Refusal.MailboxFull(RETRY_WHEN_FULL));
            case StoreResult.TooMuch much -> throw new RefusedRequest(new Refusal.RateLimited(much.retryAfter()));
            case StoreResult.Refused refused -> throw new RefusedRequest(new Refusal.MailboxRefused());
            case StoreResult.WrongType wrong -> throw new RefusedRequest(new Refusal.BadSize());
        };
    }

    /// What waits for the device behind row `after`, in the order of arrival: at most `limit` messages of about 2 MiB.
    public Deliveries page(long device, long after, int limit) {
        MessagePage page = messages.page(device, after, limit);
        return new Deliveries(
                page.messages().stream()
                        .map(message -> Delivery.open(sealer, message))
                        .toList(),
                page.more());
    }

    /// Deletes messages of the device by their ids; the future tells how many were there. Never blocks.
    public CompletableFuture<Integer> acknowledge(long device, List<byte[]> messageIds) {
        List<byte[]> tags =
                messageIds.stream().map(id -> MessageTags.tag(pseudonyms, id)).toList();
        try {
            return messages.acknowledge(device, tags, deleted -> acknowledged(device, messageIds, deleted))
                    .exceptionally(failure -> {
                        throw new RefusedRequest(busy());
                    });
        } catch (StorageException e) {
            return refused(busy());
        }
    }

    private void acknowledged(long device, List<byte[]> messageIds, int deleted) {
        meters.acknowledged(deleted);
        wakeups.acknowledged(device, messageIds);
    }

    /// Deletes what nobody fetched for 30 days; how many they were.
    public int expire() {
        long before = Hours.floor(clock.instant().minus(Duration.ofDays(ApiLimits.MESSAGE_DAYS)));
        int total = 0;
        int expired;
        do {
            expired = messages.expire(before, DELETE_BATCH).join();
            total += expired;
            meters.expired(expired);
        } while (expired == DELETE_BATCH);
        return total;
    }

    /// Deletes what waits, in as many transactions as it takes. What arrives meanwhile may stay.
    ///
    /// @throws RefusedRequest unavailable
    void discard(Waiting which) {
        OptionalLong next = OptionalLong.of(0);
        while (next.isPresent()) {
            next = await(discard(which, next.getAsLong()));
        }
    }

    private CompletableFuture<OptionalLong> discard(Waiting which, long after) {
        try {
            return messages.discard(which, after, DELETE_BATCH).exceptionally(failure -> {
                throw new RefusedRequest(busy());
            });
        } catch (StorageException e) {
            return refused(busy());
        }
    }

    /// Waits for a future of this service and throws what it failed with.
    public static <T> T await(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RefusedRequest refused) {
                throw refused;
            }
            throw e;
        }
    }

    private static <T> CompletableFuture<T> refused(Refusal refusal) {
        return CompletableFuture.failedFuture(new RefusedRequest(refusal));
    }

    static Refusal busy() {
        return new Refusal.Unavailable("it could not be written, try again later");
    }
}
