package org.sotto.client.session;

import org.sotto.protocol.Blob;

/// A blob that is ready to leave, once the transaction that made it is committed.
///
/// @param session the one that it was encrypted with
/// @param leaveBy when it may leave last, ms since the epoch: the peer may forget a prekey, but not an ordinary
///     session
public record Outgoing(byte[] blob, Blob.Type type, long session, long leaveBy) {
    /// Without a time after which it must stay.
    static final long ALWAYS = Long.MAX_VALUE;
}
