package org.sotto.server.service;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.sotto.api.ApiLimits;
import org.sotto.api.MailboxInfo;
import org.sotto.api.MailboxKind;
import org.sotto.api.MailboxRequest;
import org.sotto.api.Page;
import org.sotto.crypto.Label;
import org.sotto.crypto.primitive.Hash;
import org.sotto.crypto.primitive.Mac;
import org.sotto.server.repository.MailboxRepository;
import org.sotto.server.repository.NewMailbox;
import org.sotto.server.repository.StoredMailbox;
import org.sotto.server.repository.Transactions;
import org.sotto.server.repository.Waiting;
import org.sotto.wire.ByteWriter;

/// Mailboxes of a device, and who owns one (section 7).
@Singleton
public final class MailboxService implements MailboxDirectory {
    /// A device with too many mailboxes has to delete some first.
    private static final Duration RETRY_WHEN_MANY = Duration.ofHours(1);
    private static final Duration BETWEEN_NEW = Duration.ofMinutes(15);

    private final MailboxRepository mailboxes;
    private final MessageService messages;
    private final Transactions transactions;
    private final Pseudonyms pseudonyms;
    private final Sealer sealer;
    private final Cursors cursors;
    private final AuditService audit;
    /// The ids of deleted mailboxes stay taken: a device that makes and deletes without end would fill the disk.
    private final RateLimit fresh;
    private final Clock clock;

    MailboxService(
            MailboxRepository mailboxes,
            MessageService messages,
            Transactions transactions,
            Pseudonyms pseudonyms,
            Sealer sealer,
            Cursors cursors,
            AuditService audit,
            Clock clock) {
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.transactions = transactions;
        this.pseudonyms = pseudonyms;
        this.sealer = sealer;
        this.cursors = cursors;
        this.audit = audit;
        this.fresh = new RateLimit(ApiLimits.MAILBOXES, BETWEEN_NEW, clock);
        this.clock = clock;
    }

    /// Makes a mailbox. The same call again is a silent success, for its first answer may have been lost.
    ///
    /// @throws RefusedRequest already exists, for an id that stands or stood for another mailbox; rate limited
    ///     above 2,000, and when more are made than that and four an hour
    public void create(long device, MailboxRequest request) {
        byte[] tag = pseudonyms.tag(Table.MAILBOXES, request.mailbox());
        NewMailbox mailbox = new NewMailbox(
                tag,
                device,
                request.kind().ordinal(),
                request.sendSecretHash(),
                sealer.seal(Table.MAILBOXES, tag, request.mailbox()),
                Hours.floor(clock.instant()));
        Optional<Refusal> refusal = transactions.write(() -> add(mailbox));
        refusal.ifPresent(reason -> {
            if (reason instanceof Refusal.RateLimited) {
                audit.rateLimited();
            }
            throw new RefusedRequest(reason);
        });
    }

    private Optional<Refusal> add(NewMailbox mailbox) {
        Optional<StoredMailbox> present = mailboxes.find(mailbox.tag());
        if (present.isPresent()) {
            boolean same = isSame(present.get().mailbox(), mailbox);
            return same ? Optional.empty() : Optional.of(new Refusal.AlreadyExists("mailbox"));
        }
        // else whoever holds an old card of it would receive what its other holders send
        if (mailboxes.isRetired(mailbox.tag())) {
            return Optional.of(new Refusal.AlreadyExists("mailbox"));
        }
        if (mailboxes.count(mailbox.device()) >= ApiLimits.MAILBOXES) {
            return Optional.of(new Refusal.RateLimited(RETRY_WHEN_MANY));
        }
        Duration wait = takeNew(mailbox.device(), 1);
        if (wait.isPositive()) {
            return Optional.of(new Refusal.RateLimited(wait));
        }
        mailboxes.add(mailbox);
        return Optional.empty();
    }

    /// So many new mailboxes of the device: zero, or how long to wait for them.
    Duration takeNew(long device, long number) {
        return fresh.take(new ByteWriter(Long.BYTES).u64(device).toByteArray(), number);
    }

    private static boolean isSame(NewMailbox one, NewMailbox other) {
        return one.device() == other.device()
                && one.kind() == other.kind()
                && Arrays.equals(one.sendHash(), other.sendHash());
    }

    /// The device's mailboxes in the order of their creation.
    public Page<MailboxInfo> page(long device, @Nullable String after, int limit) {
        long row = cursors.read(Table.MAILBOXES, device, after);
        List<StoredMailbox> found = mailboxes.page(device, row, limit + 1);
        List<StoredMailbox> shown = found.size() > limit ? found.subList(0, limit) : found;
        String next = found.size() > limit
                ? cursors.write(Table.MAILBOXES, device, shown.getLast().row())
                : null;
        return new Page<>(shown.stream().map(each -> info(each.mailbox())).toList(), next);
    }

    private MailboxInfo info(NewMailbox mailbox) {
        return new MailboxInfo(
                sealer.open(Table.MAILBOXES, mailbox.tag(), mailbox.sealedId()),
                MailboxKind.values()[mailbox.kind()],
                Instant.ofEpochMilli(mailbox.created()));
    }

    /// Deletes a mailbox of the device with all that waits in it: what is many first, so that a failure changes little,
    /// and once more what came meanwhile.
    ///
    /// @throws RefusedRequest not found, also for a mailbox of another device
    public void delete(long device, byte[] mailbox) {
        byte[] tag = pseudonyms.tag(Table.MAILBOXES, mailbox);
        Waiting waiting = Waiting.in(own(device, tag));
        messages.discard(waiting);
        transactions.write(() -> {
            StoredMailbox present = own(device, tag);
            mailboxes.delete(present);
            return present;
        });
        messages.discard(waiting);
    }

    private StoredMailbox own(long device, byte[] tag) {
        return mailboxes
                .find(tag)
                .filter(each -> each.mailbox().device() == device)
                .orElseThrow(() -> new RefusedRequest(new Refusal.NotFound("mailbox")));
    }

    @Override
    public OptionalLong owner(byte[] mailbox, byte[] sendSecret) {
        byte[] hash = Hash.sha512(Label.SEND.with(sendSecret));
        Optional<NewMailbox> present =
                mailboxes.find(pseudonyms.tag(Table.MAILBOXES, mailbox)).map(StoredMailbox::mailbox);
        // compared even with nothing, so that an unknown mailbox costs the same
        boolean proved = Mac.equal(present.map(NewMailbox::sendHash).orElseGet(() -> new byte[hash.length]), hash);
        return proved && present.isPresent() ? OptionalLong.of(present.get().device()) : OptionalLong.empty();
    }
}
