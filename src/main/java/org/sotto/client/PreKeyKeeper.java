package org.sotto.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sotto.api.ApiLimits;
import org.sotto.api.PrekeyCount;
import org.sotto.client.store.PreKeyTable;
import org.sotto.client.store.Settings.Counter;
import org.sotto.client.store.Transaction;
import org.sotto.crypto.Label;
import org.sotto.crypto.key.IdentityKeyPair;
import org.sotto.crypto.key.OneTimePreKey;
import org.sotto.crypto.key.OneTimePreKeyPair;
import org.sotto.crypto.key.SignedPreKey;
import org.sotto.crypto.key.SignedPreKeyPair;
import org.sotto.crypto.primitive.Hash;
import org.sotto.transport.MailboxServer;

/// Keeps the server stocked with prekeys, and deletes private halves whose time is over (section 2 of
/// docs/protocol.md).
final class PreKeyKeeper {
    private static final long DAY_MS = 24L * 60 * 60 * 1000;

    /// A signed prekey is replaced at this age.
    static final long ROTATION_MS = 7 * DAY_MS;

    /// Its private half is kept so long after not_after: the life of a message in a mailbox and a day.
    static final long GRACE_MS = 31 * DAY_MS;

    /// A one-time private half is kept so long after the server has none of the key any more: by then the private half
    /// of every signed prekey that it was handed out with is gone.
    static final long HANDED_OUT_MS = SignedPreKey.LIFE.toMillis() + GRACE_MS;

    /// When fewer one-time prekeys than this are left, the stock is filled up again.
    static final int REFILL_BELOW = ApiLimits.ONE_TIME_LOW;

    /// One-time prekeys at the server after a refill: one upload's worth.
    static final int STOCK = ApiLimits.ONE_TIME_BATCH;

    private final Core core;

    PreKeyKeeper(Core core) {
        this.core = core;
    }

    /// Private halves are stored before the public ones leave.
    private record Batch(byte @Nullable [] signed, List<OneTimePreKey> oneTime) {}

    /// Makes the card's mailbox if it could not be made at registration, and hands in what prekeys are missing.
    void maintain(MailboxServer server) {
        makeCardMailbox(server);
        // one process after the other: the order of one-time prekeys here is the one at the server
        try (OutboxLock lock = OutboxLock.acquire(core.vault().lock())) {
            refill(server);
        }
    }

    private void refill(MailboxServer server) {
        PrekeyCount count = server.preKeyCount();
        Batch batch = core.database().transact(tx -> prepare(tx, count));
        int left = count.oneTimeCount();
        if (batch.signed() != null || !batch.oneTime().isEmpty()) {
            left = server.putPreKeys(
                    batch.signed(),
                    batch.oneTime().stream().map(OneTimePreKey::encode).toList());
            core.database().change(tx -> tx.preKeys().confirm(batch.oneTime()));
        }
        int stock = Math.max(0, left);
        core.database().change(tx -> tx.settings().set(Counter.ONE_TIME_LEFT, stock));
    }

    /// After a complete drain: nothing that still waits can need what is deleted here. Only the caller knows of the
    /// drain, so nothing else may call this.
    void deleteExpired(Transaction tx) {
        tx.preKeys().deleteExpired(core.correctedNow(tx) - GRACE_MS);
        tx.preKeys().deleteGone(core.correctedNow(tx) - HANDED_OUT_MS);
    }

    private void makeCardMailbox(MailboxServer server) {
        boolean made = core.database().transact(tx -> tx.settings().get(Counter.CARD_MAILBOX_MADE, 0)) == 1;
        if (!made) {
            server.createMailbox(
                    core.own().place().mailbox(),
                    sendSecretHash(core.own().place().sendSecret()),
                    true);
            core.database().change(tx -> tx.settings().set(Counter.CARD_MAILBOX_MADE, 1));
        }
    }

    /// H("Sotto1/send" ‖ secret), 64 bytes.
    static byte[] sendSecretHash(byte[] secret) {
        return Hash.sha512(Label.SEND.bytes(), secret);
    }

    private Batch prepare(Transaction tx, PrekeyCount count) {
        long number = tx.identities().presentNumber();
        int left = Math.max(0, count.oneTimeCount());
        tx.preKeys().noteLeft(left, core.correctedNow(tx));
        try (IdentityKeyPair identity = tx.identities().present()) {
            byte[] signed = signedToUpload(tx, number, identity, count.signedPrekeyNotAfter());
            List<OneTimePreKey> oneTime =
                    left < REFILL_BELOW ? freshOneTime(tx.preKeys(), number, identity, STOCK - left) : List.of();
            return new Batch(signed, oneTime);
        }
    }

    private byte @Nullable [] signedToUpload(
            Transaction tx, long number, IdentityKeyPair identity, @Nullable Instant atServer) {
        try (SignedPreKeyPair young = youngSigned(tx, number, identity)) {
            boolean known = atServer != null
                    && atServer.toEpochMilli() == young.record().notAfterMs();
            return known ? null : young.record().encode();
        }
    }

    /// The newest signed prekey of an own identity, a fresh one when that is old enough to be replaced. The caller
    /// closes it.
    SignedPreKeyPair youngSigned(Transaction tx, long number, IdentityKeyPair identity) {
        long now = core.correctedNow(tx);
        SignedPreKeyPair newest = tx.preKeys().newestSignedPreKey(number).orElse(null);
        if (newest != null && now - newest.record().createdMs() < ROTATION_MS) {
            return newest;
        }
        if (newest != null) {
            newest.close();
        }
        long id = freshId(tx.preKeys(), Set.of());
        SignedPreKeyPair fresh =
                SignedPreKeyPair.generate(identity, id, now, core.env().random());
        tx.preKeys().add(number, fresh);
        return fresh;
    }

    private List<OneTimePreKey> freshOneTime(PreKeyTable table, long number, IdentityKeyPair identity, int count) {
        Set<Long> used = new HashSet<>();
        List<OneTimePreKeyPair> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long id = freshId(table, used);
            used.add(id);
            pairs.add(OneTimePreKeyPair.generate(identity, id, core.env().random()));
        }
        table.add(number, pairs);
        List<OneTimePreKey> records =
                pairs.stream().map(OneTimePreKeyPair::record).toList();
        pairs.forEach(OneTimePreKeyPair::close);
        return records;
    }

    /// Random, not zero, not in use.
    private long freshId(PreKeyTable table, Set<Long> used) {
        while (true) {
            long id = Integer.toUnsignedLong(core.env().random().nextInt());
            if (id != 0 && !used.contains(id) && !table.isKnown(id)) {
                return id;
            }
        }
    }
}
