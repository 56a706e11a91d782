package org.sotto.server.repository;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// What whoever pays with a token may do. A call that changes nothing joins the group commit like the others, and
/// writes as much.
@Singleton
public final class AnonymousRepository {
    /// What a bundle costs the queue's memory.
    private static final int WISH_BYTES = 512;

    private final GroupCommit commits;
    private final Quota quota;

    @Inject
    AnonymousRepository(GroupCommit commits) {
        this(commits, MessageRepository.QUOTA);
    }

    AnonymousRepository(GroupCommit commits, Quota quota) {
        this.commits = commits;
        this.quota = quota;
    }

    /// Spends the token and puts the parcel into its mailbox, both or neither. Without a payment nothing is stored.
    ///
    /// @param committed told of the result before the future completes, in the order of the calls; must be short
    /// @throws StorageException at once or through the future: nothing was stored, and nothing spent
    public CompletableFuture<StoreResult> send(
            Parcel parcel, Optional<Payment> payment, Consumer<StoreResult> committed) {
        return commits.submit(parcel.size(), writer -> AnonymousWriter.send(writer, parcel, payment, quota), committed);
    }

    /// Spends the token and takes what was wished for; empty for an unknown mailbox, one that the wish does not fit,
    /// and without a payment.
    ///
    /// @param committed as in [#send]
    /// @throws StorageException at once or through the future: nothing was taken, and nothing spent
    public CompletableFuture<Optional<FoundBundle>> fetch(
            Wish wish, Optional<Payment> payment, Consumer<Optional<FoundBundle>> committed) {
        return commits.submit(WISH_BYTES, writer -> AnonymousWriter.fetch(writer, wish, payment), committed);
    }

    /// Forgets at most `limit` tokens that were signed by keys of the days before; how many they were.
    public CompletableFuture<Integer> forget(long beforeDay, int limit) {
        return commits.submit(0, writer -> AnonymousWriter.forget(writer, beforeDay, limit));
    }
}
