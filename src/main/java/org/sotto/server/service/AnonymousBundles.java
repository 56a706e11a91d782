package org.sotto.server.service;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.sotto.api.BundleRequest;
import org.sotto.crypto.Label;
import org.sotto.crypto.key.OneTimePreKey;
import org.sotto.crypto.key.PreKeyBundle;
import org.sotto.crypto.key.SignedPreKey;
import org.sotto.crypto.primitive.Hash;
import org.sotto.crypto.primitive.Hkdf;
import org.sotto.crypto.primitive.Mac;
import org.sotto.server.repository.FoundBundle;
import org.sotto.server.repository.MailboxState;
import org.sotto.server.repository.PrekeyRepository;
import org.sotto.server.repository.Wish;
import org.sotto.wire.ByteWriter;

/// What a bundle is made of for whoever asks with a token. An asker who has no right to it gets bytes of the same form
/// that are nobody's; the same ones each time.
@Singleton
final class AnonymousBundles {
    private static final byte[] DECOY_INFO = "decoy".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private final Pseudonyms pseudonyms;
    private final PrekeySeals seals;
    private final FetchLimits limits;
    private final Clock clock;

    AnonymousBundles(Pseudonyms pseudonyms, PrekeySeals seals, FetchLimits limits, Clock clock) {
        this.pseudonyms = pseudonyms;
        this.seals = seals;
        this.limits = limits;
        this.clock = clock;
    }

    /// Above the limits of the mailbox or its owner a one-time key stays where it is: the last resort goes out.
    Wish wish(BundleRequest request) {
        byte[] tag = pseudonyms.tag(Table.MAILBOXES, request.mailbox());
        byte[] sendHash = Hash.sha512(Label.SEND.with(request.sendSecret()));
        long hour = Hours.floor(clock.instant());
        return new Wish() {
            @Override
            public byte[] mailboxTag() {
                return tag;
            }

            @Override
            public boolean fits(MailboxState mailbox) {
                return Mac.equal(mailbox.sendHash(), sendHash);
            }

            @Override
            public boolean takesOneTime(long device) {
                return limits.allowMailbox(request.mailbox()) && limits.allowOneTime(device);
            }

            @Override
            public long asked() {
                return hour;
            }
        };
    }

    /// Empty where the signed prekey is over: its owner has not renewed it.
    Optional<PreKeyBundle> open(FoundBundle found) {
        PrekeyRepository.Row oneTime = found.oneTime();
        OneTimePreKey opened = oneTime == null ? null : seals.open(oneTime);
        Optional<SignedPreKey> signed =
                seals.signedPrekey(found.device()).filter(key -> key.notAfterMs() > clock.millis());
        return signed.map(key -> PreKeyBundle.of(seals.identity(found.device()), key, opened));
    }

    /// The last-resort form; nothing in it is a key or a signature.
    byte[] decoy(BundleRequest request) {
        byte[] both = new ByteWriter(request.mailbox().length + request.sendSecret().length)
                .bytes(request.mailbox())
                .bytes(request.sendSecret())
                .toByteArray();
        int filled = PreKeyBundle.SIZE - 1 - OneTimePreKey.SIZE;
        return new ByteWriter(PreKeyBundle.SIZE)
                .bytes(Hkdf.derive(null, pseudonyms.tag("decoy-bundle", both), DECOY_INFO, filled))
                .flag(false)
                .zeros(OneTimePreKey.SIZE)
                .toByteArray();
    }
}
