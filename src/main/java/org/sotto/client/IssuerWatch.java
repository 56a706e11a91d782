package org.sotto.client;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.sotto.api.IssuerKey;
import org.sotto.api.ServerInfo;
import org.sotto.client.store.Transaction;
import org.sotto.crypto.token.TokenKey;
import org.sotto.protocol.Content;
import org.sotto.wire.MalformedException;

/// A server that gave each person a key of their own could tell by a token whose it is. So people tell each other,
/// once a day and end-to-end, which key they were given (section 9 of docs/protocol.md).
final class IssuerWatch {
    /// As long as a message may wait at the server, and more.
    private static final int KEPT_DAYS = 40;
    /// Keys that a description may name: those of a month.
    private static final int MAX_KEYS = 31;

    private IssuerWatch() {}

    /// The day by which keys are numbered.
    static long day(long nowMs) {
        return Math.floorDiv(nowMs, TimeUnit.DAYS.toMillis(1));
    }

    /// Keeps what the server announces. A key that replaces one that was announced before is not taken.
    static void learn(Transaction tx, ServerInfo info, long nowMs) {
        List<IssuerKey> announced = info.issuerKeys() == null ? List.of() : info.issuerKeys();
        announced.stream().limit(MAX_KEYS).forEach(each -> learn(tx, each));
        tx.issuers().forgetBefore(day(nowMs) - KEPT_DAYS);
    }

    private static void learn(Transaction tx, IssuerKey announced) {
        byte[] key = announced.key();
        Instant start = announced.notBefore();
        if (key == null || start == null || !isKey(key)) {
            return;
        }
        if (!tx.issuers().learn(day(start.toEpochMilli()), key)) {
            tx.settings()
                    .setIssuerWarning("the server announces another token key for " + date(start) + " than before:"
                            + " it may be telling people apart (hint: send with --identified and ask its operator)");
        }
    }

    private static boolean isKey(byte[] key) {
        try {
            return key.length == TokenKey.decode(key).encode().length;
        } catch (MalformedException e) {
            return false;
        }
    }

    /// The content, with the present key's id if the contact was not told today.
    static Content tell(Transaction tx, long contact, Content content, long nowMs) {
        Optional<byte[]> key = tx.issuers().key(day(nowMs));
        return key.isPresent() && tx.issuers().tell(contact, day(nowMs))
                ? content.withIssuerKey(id(key.get()))
                : content;
    }

    /// Compares what a contact was given with what is known of that day, of the one before and of the one after, for
    /// clocks differ.
    static void hear(Transaction tx, long contact, Content content) {
        content.issuerKey().ifPresent(theirs -> {
            long day = day(content.sentMs());
            boolean known = tx.issuers().key(day).isPresent();
            boolean same = LongStream.rangeClosed(day - 1, day + 1)
                    .mapToObj(tx.issuers()::key)
                    .flatMap(Optional::stream)
                    .anyMatch(ours -> Arrays.equals(id(ours), theirs));
            if (known && !same) {
                tx.settings()
                        .setIssuerWarning(tx.contacts().byId(contact).name() + " was given another token key for "
                                + date(Instant.ofEpochMilli(content.sentMs())) + " than you: the server may be telling"
                                + " people apart (hint: send with --identified and ask its operator)");
            }
        });
    }

    private static byte[] id(byte[] key) {
        return Arrays.copyOf(TokenKey.decode(key).id(), Content.ISSUER_KEY);
    }

    private static String date(Instant time) {
        return time.toString().substring(0, 10);
    }
}
