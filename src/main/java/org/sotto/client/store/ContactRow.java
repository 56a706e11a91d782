package org.sotto.client.store;

import org.jspecify.annotations.Nullable;
import org.sotto.crypto.key.Fingerprint;
import org.sotto.protocol.MailboxGrant;

/// A contact as stored.
///
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
        boolean verified,
        long added,
        @Nullable MailboxGrant card,
        @Nullable MailboxGrant granted,
        MailboxGrant own,
        boolean ownMade,
        boolean ownUsed,
        long lastControl,
        long lastRestart) {
    /// Whether there is anywhere to send to.
    public boolean hasMailbox() {
        return card != null || granted != null;
    }
}
