package org.sotto.server.repository;

import java.util.OptionalLong;

/// Which of the waiting messages: all of a device, or those in one of its mailboxes.
///
/// @param device  row of the device
/// @param mailbox row of the mailbox, or empty for all
public record Waiting(long device, OptionalLong mailbox) {
    public static Waiting of(long device) {
        return new Waiting(device, OptionalLong.empty());
    }

    public static Waiting in(StoredMailbox mailbox) {
        return new Waiting(mailbox.mailbox().device(), OptionalLong.of(mailbox.row()));
    }

    boolean contains(long mailboxRow) {
        return mailbox.isEmpty() || mailbox.getAsLong() == mailboxRow;
    }
}
