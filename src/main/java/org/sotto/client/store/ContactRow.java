package org.sotto.client.store;

import org.jspecify.annotations.Nullable;
import org.sotto.crypto.key.Fingerprint;
import org.sotto.protocol.MailboxGrant;

/// A contact as stored.
///
/// @param shown   the fingerprint whose safety number was shown last
/// @param told    number of the own identity that the contact is known to know
/// @param card    public mailbox of the contact's card, if there was one
/// @param granted the contact's mailbox for oneself, once it was granted
/// @param own     the mailbox that one has for the contact
/// @param ownMade whether the server knows it
/// @param ownUsed whether a message has arrived there, so that it need not be granted any more
/// @param lastControl when a control message was sent last, ms since the epoch
/// @param lastRestart when a session was restarted last, ms since the epoch
public record ContactRow(
        long id,
        String name,
        Fingerprint fingerprint,
        @Nullable Fingerprint shown,
        Trust trust,
        long told,
        long added,
        @Nullable MailboxGrant card,
        @Nullable MailboxGrant granted,
        MailboxGrant own,
        boolean ownMade,
        boolean ownUsed,
        long lastControl,
        long lastRestart) {
    /// How sure it is that the fingerprint is the person's. The order is stored.
    public enum Trust {
        /// Nobody has compared the safety number.
        UNVERIFIED,
        /// The safety number was compared.
        VERIFIED,
        /// The safety number of an earlier identity was compared, and that one vouches for this one.
        VOUCHED,
        /// Two different identities claim to follow an earlier one: nothing is sent until the number was compared.
        FROZEN
    }

    public boolean isFrozen() {
        return trust == Trust.FROZEN;
    }

    /// Whether there is anywhere to send to.
    public boolean hasMailbox() {
        return card != null || granted != null;
    }
}
