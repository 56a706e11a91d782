package org.sotto.client.session;

/// What came of an authentic blob.
public sealed interface Opened {
    /// Row of the contact who sent it.
    long contact();

    /// A content.
    ///
    /// @param session      the one that it came on
    /// @param content      without padding
    /// @param startsAnew   whether the peer has started a session with it
    record Accepted(Session.Key session, byte[] content, boolean startsAnew) implements Opened {
        @Override
        public long contact() {
            return session.contact();
        }
    }

    /// The header asks to skip too many keys: nothing was opened or changed, and the direction needs repair.
    ///
    /// @param replyRepairs whether one message of ours repairs it; otherwise a new session does
    record JumpTooFar(long contact, boolean replyRepairs) implements Opened {}
}
