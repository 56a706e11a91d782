package org.sotto.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sotto.client.store.MessageRow;
import org.sotto.client.store.OwnDevice;
import org.sotto.client.store.Settings.Counter;
import org.sotto.client.store.Transaction;
import org.sotto.crypto.fingerprint.SafetyNumber;
import org.sotto.crypto.key.Fingerprint;
import org.sotto.platform.MemoryProtection;
import org.sotto.protocol.ContactCard;
import org.sotto.protocol.Invitation;
import org.sotto.protocol.compression.Urgency;

/// One profile of one person at one server: the way into the library.
///
/// Every call loads, works and commits; nothing is kept in memory between two calls, so several processes may use one
/// profile. Calls block. Errors are [ClientException]s.
public final class Messenger implements AutoCloseable {
    private final Core core;
    private final Outbox outbox;
    private final Sending sending;
    private final Receiving receiving;
    private final Ending ending;
    private final Rotation rotation;
    private final ContactBook contacts;
    private final CardReplacement replacement;

    private Messenger(Core core) {
        this.core = core;
        Announcements announcements = new Announcements(core);
        SessionStarter starter = new SessionStarter(core);
        this.outbox = new Outbox(core, starter, announcements);
        this.sending = new Sending(core, starter, outbox);
        SessionEnd sessionEnd = new SessionEnd(starter);
        Replies replies = new Replies(core, outbox, starter);
        PreKeyKeeper preKeys = new PreKeyKeeper(core);
        this.rotation = new Rotation(core, preKeys, announcements, outbox);
        Inbox inbox = new Inbox(core, sessionEnd, announcements, outbox);
        this.receiving = new Receiving(core, outbox, preKeys, rotation, inbox, replies);
        this.ending = new Ending(core, starter, outbox, sessionEnd);
        this.contacts = new ContactBook(core, sessionEnd);
        this.replacement = new CardReplacement(core, sessionEnd);
    }

    /// Makes a profile: keys, registration at the server, prekeys and the public mailbox of the card.
    ///
    /// @param ownName told to contacts inside messages, 1–64 characters
    /// @throws ClientException ProfileExists, ProfileUnusable, BadName, ServerUnreachable, PinMismatch,
    ///     ServerRefused: then there is no profile, unless the device was registered and only its prekeys
    ///     were refused; then the profile opens, and `receive` brings them
    public static Messenger register(ClientEnvironment env, Invitation invitation, String ownName) {
        return register(env, invitation, ownName, ServerFactory.remote(env));
    }

    /// @throws ClientException ProfileMissing, WrongPassphrase, ProfileUnusable
    public static Messenger open(ClientEnvironment env) {
        return open(env, ServerFactory.remote(env));
    }

    /// One's own card, for others.
    public ContactCard card() {
        OwnDevice.Place place = core.own().place();
        return new ContactCard(place.server(), fingerprint(), place.mailbox(), place.sendSecret());
    }

    private Fingerprint fingerprint() {
        return typed(() -> core.database().transact(tx -> tx.identities().fingerprint()));
    }

    /// @throws ClientException CardRefused (one's own, or of another server), ContactExists, BadName
    public Contact add(ContactCard card, String name) {
        return typed(() -> contacts.add(card, name));
    }

    /// Puts a new card in the place of a contact's, whose identity is lost or another one: the history stays, its
    /// sessions are gone, and it is unverified.
    ///
    /// @throws ClientException UnknownContact, CardRefused (one's own, of another server, or given up for
    ///     another one), ContactExists if somebody else has this identity
    public Contact replace(ContactCard card, String name) {
        return typed(() -> replacement.replace(card, name));
    }

    /// By name.
    public List<Contact> contacts() {
        return typed(contacts::all);
    }

    /// @throws ClientException UnknownContact
    public SafetyNumber safetyNumber(String contact) {
        return typed(() -> contacts.safetyNumber(contact));
    }

    /// The safety number that was shown last was compared.
    ///
    /// @throws ClientException UnknownContact, NumberChanged
    public void markVerified(String contact) {
        typed(() -> {
            contacts.markVerified(contact);
            return true;
        });
    }

    /// Stores the text and sends it, after whatever waits for this contact. It flushes the outbox itself.
    ///
    /// @return Sent, or Queued when the server is away
    /// @throws ClientException UnknownContact, TextTooLong, TextEmpty; PinMismatch, KeyChanged, KeysRefused,
    ///     ServerRefused: then nothing was stored
    public SendResult send(String contact, String text) {
        return send(contact, text, Urgency.NORMAL);
    }

    /// The same for a text that is urgent: more work is spent on making it small where the network is slow. Nobody
    /// but this profile learns that it was.
    public SendResult send(String contact, String text, Urgency urgency) {
        return typed(() -> sending.send(contact, text, urgency));
    }

    /// Sends what waits in the outbox, in order for each contact. Without anything waiting the server is not asked.
    /// A server that is away is told in the result, not thrown.
    public FlushResult flush() {
        return typed(outbox::flush);
    }

    /// Everything that waits, in order of arrival: waits at most `wait` for the first message, then drains. It flushes
    /// the outbox itself.
    ///
    /// @throws ClientException ServerUnreachable, PinMismatch, DeviceUnknown, ServerRefused; LibraryMissing
    ///     when nothing came but what this machine cannot unpack, which stays at the server
    public List<Message> receive(Duration wait) {
        return typed(() -> receiving.receive(wait)).stream().map(this::view).toList();
    }

    /// Hands over messages as they arrive, and connects again when the server was away, until `running` says no (looked
    /// at about once a second).
    ///
    /// @throws ClientException PinMismatch, DeviceUnknown, ServerRefused
    public void follow(Consumer<Message> sink, BooleanSupplier running) {
        follow(sink, withheld -> {}, running);
    }

    /// The same, which also tells when the first message comes that this machine cannot unpack. It stays at the
    /// server.
    ///
    /// @param withheld is handed a LibraryMissing, once
    /// @throws ClientException PinMismatch, DeviceUnknown, ServerRefused
    public void follow(Consumer<Message> sink, Consumer<ClientException> withheld, BooleanSupplier running) {
        typed(() -> {
            receiving.follow(row -> sink.accept(view(row)), withheld, running);
            return true;
        });
    }

    /// Deletes the sessions with a contact, here at once and on the other side when the news arrives. The history
    /// stays; a later text starts a new session.
    ///
    /// @throws ClientException UnknownContact, NoSession: then nothing has changed
    public EndResult end(String contact) {
        return typed(() -> ending.end(contact));
    }

    /// Takes a new identity in the place of the present one, which signs it. Contacts with a session are told on
    /// it, and follow; the others are told when a session starts. The card, the safety numbers and the backup of
    /// the identity are others from then on.
    ///
    /// @return Entered, or Prepared when the server went away meanwhile
    /// @throws ClientException ServerUnreachable, PinMismatch, DeviceUnknown, ServerRefused: then nothing
    ///     has changed
    public RotationResult rotateIdentity() {
        return typed(rotation::rotate);
    }

    /// The conversation with a contact, in order of arrival.
    ///
    /// @throws ClientException UnknownContact
    public List<Message> history(String contact) {
        return typed(() -> {
            long id = ContactBook.require(core, contact).id();
            return core.database().transact(tx -> tx.messages().of(id)).stream()
                    .map(this::view)
                    .toList();
        });
    }

    public Status status() {
        return typed(() -> core.database().transact(this::status));
    }

    /// A valid session token, for other REST clients. A secret.
    ///
    /// @throws ClientException ServerUnreachable, PinMismatch, DeviceUnknown, ServerRefused
    public String sessionToken() {
        return typed(() -> core.server().sessionToken());
    }

    @Override
    public void close() {
        core.close();
    }

    static Messenger register(ClientEnvironment env, Invitation invitation, String ownName, ServerFactory factory) {
        return new Messenger(new Registration(env, factory).register(invitation, ownName));
    }

    static Messenger open(ClientEnvironment env, ServerFactory factory) {
        return new Messenger(Core.open(env, factory));
    }

    private <T> T typed(Supplier<T> work) {
        return Failures.typed(core.home(), work);
    }

    private Message view(MessageRow row) {
        return MessageView.of(row, core.own().place().name());
    }

    /// What of the profile was found open to others since this was asked last, in this process. It was put right.
    public List<String> takeExposed() {
        return core.selfCheck().takeExposed();
    }

    /// The server's clock minus the own one, if the server was asked in this process and they differ by too much.
    public Optional<Duration> clockAdvice() {
        return core.hasGreeted()
                ? Optional.of(status()).filter(Status::clockIsOff).map(Status::clockSkew)
                : Optional.empty();
    }

    private static @Nullable Instant time(Transaction tx, Counter counter) {
        long value = tx.settings().get(counter, 0);
        return value == 0 ? null : Instant.ofEpochMilli(value);
    }

    private Status status(Transaction tx) {
        return new Status(
                core.own().place().name(),
                tx.identities().fingerprint(),
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(core.own().place().deviceId()),
                core.home().address(),
                Math.toIntExact(tx.contacts().count()),
                Math.toIntExact(tx.outbox().count()),
                tx.settings().get(Counter.REFUSED, 0),
                tx.settings().lastRefusal(),
                tx.settings().get(Counter.DUPLICATES, 0),
                Duration.ofMillis(tx.settings().clockSkew()),
                time(tx, Counter.LAST_CONTACT),
                Math.toIntExact(tx.settings().get(Counter.ONE_TIME_LEFT, 0)),
                tx.settings().selfCheck(),
                time(tx, Counter.SELF_CHECKED),
                time(tx, Counter.EXPOSED),
                Math.toIntExact(tx.tokens().count(TokenStock.firstGoodDay(core.correctedNow(tx)))),
                Math.toIntExact(tx.messages().unconfirmed(core.now() - Anonymity.UNCONFIRMED_MS)),
                tx.settings().issuerWarning(),
                MemoryProtection.now());
    }
}
