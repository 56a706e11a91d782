package org.sotto.client;

import org.sotto.crypto.key.Fingerprint;
import org.sotto.protocol.Content;

/// Somebody starts a session with an identity that an earlier one of a contact's has signed as its successor, after
/// another successor was followed. The session is not accepted; the contact is frozen.
final class RivalIdentityException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long contact;
    private final transient Fingerprint rival;
    private final transient Content content;

    RivalIdentityException(long contact, Fingerprint rival, Content content) {
        super("two identities claim to follow one");
        this.contact = contact;
        this.rival = rival;
        this.content = content;
    }

    long contact() {
        return contact;
    }

    Fingerprint rival() {
        return rival;
    }

    Content content() {
        return content;
    }
}
