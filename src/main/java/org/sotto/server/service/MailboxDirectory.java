package org.sotto.server.service;

import java.util.OptionalLong;

/// Who owns a mailbox, for those who may put something into it.
public interface MailboxDirectory {
    /// The row of the device behind a mailbox; empty for an unknown mailbox and for a wrong send secret, after the same
    /// work.
    ///
    /// @param mailbox    32 bytes
    /// @param sendSecret 32 bytes
    OptionalLong owner(byte[] mailbox, byte[] sendSecret);
}
