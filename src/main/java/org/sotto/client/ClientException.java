package org.sotto.client;

import java.nio.file.Path;
import org.sotto.crypto.key.Fingerprint;

/// Every expected failure of the client library. The message is one lower-case line for a person; [#hint()] says what
/// can be done about it. None of them carries a secret or the text of a message.
public abstract sealed class ClientException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String hint;

    private ClientException(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    /// One sentence about the way out.
    public final String hint() {
        return hint;
    }

    /// None of the key slots opens with this passphrase and this device key.
    public static final class WrongPassphrase extends ClientException {
        private static final long serialVersionUID = 1L;

        public WrongPassphrase() {
            super("wrong passphrase", "the profile also needs the device.key that it was made with");
        }
    }

    /// There is no profile at the given place.
    public static final class ProfileMissing extends ClientException {
        private static final long serialVersionUID = 1L;

        public ProfileMissing(Path home) {
            super("no profile at " + home, "register first, or name another profile folder");
        }
    }

    /// A profile is there already; nothing was changed.
    public static final class ProfileExists extends ClientException {
        private static final long serialVersionUID = 1L;

        public ProfileExists(Path home) {
            super("there is a profile at " + home + " already", "name another profile folder");
        }
    }

    /// Files of the profile that are damaged, unsafe or made by a newer program.
    public static final class ProfileUnusable extends ClientException {
        private static final long serialVersionUID = 1L;

        public ProfileUnusable(String message, String hint) {
            super(message, hint);
        }
    }

    /// The server did not answer in time, or not at all.
    public static final class ServerUnreachable extends ClientException {
        private static final long serialVersionUID = 1L;

        public ServerUnreachable(String address, String why) {
            super(
                    "the server at " + address + " cannot be reached: " + why,
                    "is it running, and is the address right?");
        }
    }

    /// The server takes no proof of this device: it was revoked, or its record is gone.
    public static final class DeviceUnknown extends ClientException {
        private static final long serialVersionUID = 1L;

        public DeviceUnknown(String address) {
            super(
                    "the server at " + address + " does not know this device any more",
                    "its operator has revoked it, or lost it; a new invitation makes a new profile, and the history "
                            + "of this one stays readable");
        }
    }

    /// The server's key is not the one of the invitation or card.
    public static final class PinMismatch extends ClientException {
        private static final long serialVersionUID = 1L;

        public PinMismatch(String address) {
            super(
                    "the key of the server at " + address + " is not the one of the invitation or card",
                    "somebody may stand between; ask the operator before going on");
        }
    }

    /// A contact's keys are not the ones of the card. Nothing was stored and nothing was sent.
    public static final class KeyChanged extends ClientException {
        private static final long serialVersionUID = 1L;
        private final String contact;

        public KeyChanged(String contact) {
            super(
                    "the server handed out keys of another identity for " + contact,
                    "nothing was sent; ask " + contact
                            + " for a new card over another channel, then add it with --replace");
            this.contact = contact;
        }

        public String contact() {
            return contact;
        }
    }

    /// Two different identities claim to follow one that a contact had. Nothing was stored and nothing was sent.
    public static final class ContactFrozen extends ClientException {
        private static final long serialVersionUID = 1L;

        public ContactFrozen(String contact) {
            super(
                    "two identities claim to be the next one of " + contact,
                    "nothing was sent; compare the safety number with " + contact
                            + ", then verify --mark; if it is another, add their card with --replace");
        }
    }

    /// The contact has another identity than the one whose safety number was shown. Nothing was marked.
    public static final class NumberChanged extends ClientException {
        private static final long serialVersionUID = 1L;

        public NumberChanged(String contact) {
            super(
                    "the safety number with " + contact + " has changed since it was shown",
                    "nothing was marked; show it again and compare");
        }
    }

    /// Prekeys from the server that an honest server does not hand out: expired, unsigned, damaged or handed out twice.
    public static final class KeysRefused extends ClientException {
        private static final long serialVersionUID = 1L;
        private final String contact;

        public KeysRefused(String contact, String why) {
            super(
                    "the server's keys for " + contact + " are refused: " + why,
                    "nothing was sent; if it stays so, " + contact
                            + " should receive once, or the server is not honest");
            this.contact = contact;
        }

        public String contact() {
            return contact;
        }
    }

    /// The server answered with a problem of `docs/api.md`, or with something that is no answer.
    public static final class ServerRefused extends ClientException {
        private static final long serialVersionUID = 1L;
        private final String code;
        private final String detail;

        public ServerRefused(String code, String detail) {
            super("the server refused: " + code + (detail.isEmpty() ? "" : ", " + detail), hintFor(code));
            this.code = code;
            this.detail = detail;
        }

        /// The stable code of `docs/api.md`, without its urn prefix.
        public String code() {
            return code;
        }

        public String detail() {
            return detail;
        }

        private static String hintFor(String code) {
            return switch (code) {
                case "invitation-refused" -> "an invitation works once; ask the operator for a new one";
                case "invalid-proof", "unauthenticated" -> "the device may have been revoked; ask the operator";
                case "rate-limited", "mailbox-full" -> "try again later";
                case "rotation-refused" -> "the server holds another identity for this device: who else has your keys?";
                case "mailbox-refused" -> "the other person may have closed this mailbox; ask for a new card";
                default -> "the code is explained in docs/api.md";
            };
        }
    }

    /// No contact has this name.
    public static final class UnknownContact extends ClientException {
        private static final long serialVersionUID = 1L;

        public UnknownContact(String name) {
            super("no contact is called " + name, "see the contacts, or add a card first");
        }
    }

    /// There is nothing to end with the contact.
    public static final class NoSession extends ClientException {
        private static final long serialVersionUID = 1L;

        public NoSession(String contact) {
            super("there is no session with " + contact, "it was ended before, or nothing was ever said");
        }
    }

    /// A contact with this name or this identity is there already.
    public static final class ContactExists extends ClientException {
        private static final long serialVersionUID = 1L;

        public ContactExists(String name, Fingerprint fingerprint) {
            super(
                    "there is a contact " + name + " already",
                    "its fingerprint is " + fingerprint + "; a new card of theirs is added with --replace");
        }
    }

    /// A name that is empty, too long, or holds characters that a name must not have.
    public static final class BadName extends ClientException {
        private static final long serialVersionUID = 1L;

        public BadName(String why) {
            super("this name cannot be used: " + why, "1 to 64 characters without control characters");
        }
    }

    /// A card or invitation that cannot be used here: cut off, altered, one's own, or of another server.
    public static final class CardRefused extends ClientException {
        private static final long serialVersionUID = 1L;

        public CardRefused(String why, String hint) {
            super(why, hint);
        }
    }

    /// A message waits that is compressed, and this machine cannot load the library to unpack it. It stays at the
    /// server.
    public static final class LibraryMissing extends ClientException {
        private static final long serialVersionUID = 1L;

        public LibraryMissing(String why) {
            super(why, "it stays at the server; let the Java property ZstdTempFolder name a folder to run code from");
        }
    }

    /// More characters than one message takes.
    public static final class TextTooLong extends ClientException {
        private static final long serialVersionUID = 1L;

        public TextTooLong(int characters, int limit) {
            super("the text has " + characters + " characters, more than " + limit, "send it in parts");
        }
    }

    /// A text without a character.
    public static final class TextEmpty extends ClientException {
        private static final long serialVersionUID = 1L;

        public TextEmpty() {
            super("there is no text to send", "give a text");
        }
    }
}
