package org.sotto.client;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.sotto.crypto.fingerprint.SafetyNumber;
import org.sotto.protocol.ContactCard;
import org.sotto.protocol.Invitation;

/// One profile of one person at one server: the way into the library.
///
/// Every call loads, works and commits; nothing is kept in memory between two calls, so several processes may use one
/// profile. Calls block. Errors are [ClientException]s.
public final class Messenger implements AutoCloseable {
    private Messenger() {}

    /// Makes a profile: keys, registration at the server, prekeys and the public mailbox of the card.
    ///
    /// @param ownName told to contacts inside messages, 1–64 characters
    /// @throws ClientException ProfileExists, BadName, ServerUnreachable, PinMismatch, ServerRefused: then
    ///     there is no profile
    public static Messenger register(ClientEnvironment env, Invitation invitation, String ownName) {
        return new Messenger();
    }

    /// @throws ClientException ProfileMissing, WrongPassphrase, ProfileUnusable
    public static Messenger open(ClientEnvironment env) {
        return new Messenger();
    }

    /// One's own card, for others.
    public ContactCard card() {
        throw new IllegalStateException("closed");
    }

    /// @throws ClientException CardRefused (one's own, or of another server), ContactExists, BadName
    public Contact add(ContactCard card, String name) {
        throw new IllegalStateException("closed");
    }

    /// By name.
    public List<Contact> contacts() {
        throw new IllegalStateException("closed");
    }

    /// @throws ClientException UnknownContact
    public SafetyNumber safetyNumber(String contact) {
        throw new IllegalStateException("closed");
    }

    /// @throws ClientException UnknownContact
    public void markVerified(String contact) {
        throw new IllegalStateException("closed");
    }

    /// Stores the text and sends it, after whatever waits for this contact. It flushes the outbox itself.
    ///
    /// @return Sent, or Queued when the server is away
    /// @throws ClientException UnknownContact, TextTooLong, TextEmpty; PinMismatch, KeyChanged, KeysRefused,
    ///     ServerRefused: then nothing was stored
    public SendResult send(String contact, String text) {
        throw new IllegalStateException("closed");
    }

    /// Sends what waits in the outbox, in order for each contact. Without anything waiting the server is not asked.
    /// A server that is away is told in the result, not thrown.
    public FlushResult flush() {
        throw new IllegalStateException("closed");
    }

    /// Everything that waits, in order of arrival: waits at most `wait` for the first message, then drains. It flushes
    /// the outbox itself.
    ///
    /// @throws ClientException ServerUnreachable, PinMismatch, ServerRefused
    public List<Message> receive(Duration wait) {
        throw new IllegalStateException("closed");
    }

    /// Hands over messages as they arrive, and connects again when the server was away, until `running` says no (looked
    /// at about once a second).
    ///
    /// @throws ClientException PinMismatch, ServerRefused
    public void follow(Consumer<Message> sink, BooleanSupplier running) {
        throw new IllegalStateException("closed");
    }

    /// The conversation with a contact, in order of arrival.
    ///
    /// @throws ClientException UnknownContact
    public List<Message> history(String contact) {
        throw new IllegalStateException("closed");
    }

    public Status status() {
        throw new IllegalStateException("closed");
    }

    /// A valid session token, for other REST clients. A secret.
    ///
    /// @throws ClientException ServerUnreachable, PinMismatch, ServerRefused
    public String sessionToken() {
        throw new IllegalStateException("closed");
    }

    @Override
    public void close() {}
}
