package org.sotto.server.repository;

import java.time.Duration;

/// A blob on its way into a mailbox. The repository knows no keys: it asks the parcel to judge the mailbox and to seal
/// itself for a row. Whatever becomes of it, a parcel takes the same way and the same commit.
public interface Parcel {
    /// Tag of the mailbox id, 32 bytes.
    byte[] mailboxTag();

    /// Tag of the message id, 16 bytes.
    byte[] tag();

    /// ms, rounded to the hour.
    long received();

    /// Bytes of the blob.
    int size();

    /// Whether this mailbox takes the parcel.
    Verdict judge(MailboxState mailbox);

    /// Counts the parcel as taken in; zero, or how long its mailbox takes no more. Asked once it has passed all else.
    Duration holdUp();

    /// What row `row` shall hold.
    byte[] seal(long row);

    /// Whether row `row`, which holds `sealed`, is this same message.
    boolean sameAs(long row, byte[] sealed);

    enum Verdict {
        ACCEPTED,
        WRONG_SECRET,
        WRONG_TYPE
    }
}
