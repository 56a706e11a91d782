package org.sotto.client.session;

import org.sotto.protocol.Blob;

/// A blob that is ready to leave, once the transaction that made it is committed.
///
/// @param session the one that it was encrypted with
public record Outgoing(byte[] blob, Blob.Type type, long session) {}
