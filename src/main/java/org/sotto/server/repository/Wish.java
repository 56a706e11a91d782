package org.sotto.server.repository;

/// What somebody shows who asks for a bundle. The repository knows no keys: it asks the wish to judge.
public interface Wish {
    /// Tag of the mailbox id, 32 bytes.
    byte[] mailboxTag();

    /// Whether whoever asks may put something into this mailbox.
    boolean fits(MailboxState mailbox);

    /// Whether a one-time key of this device may go along.
    boolean takesOneTime(long device);

    /// ms, rounded to the hour.
    long asked();
}
