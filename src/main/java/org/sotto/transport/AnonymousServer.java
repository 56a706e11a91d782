package org.sotto.transport;

/// What a client asks of its home server without saying who it is, on a connection of its own. Each call spends a
/// token, whatever comes of it. Every call may throw a [TransportException].
public interface AnonymousServer extends AutoCloseable {
    /// Hands a blob over. That it returns says nothing about what became of it.
    ///
    /// @param token 354 bytes
    /// @param id    16 bytes; the same id with the same bytes is stored once
    void send(byte[] token, byte[] id, byte[] mailbox, byte[] sendSecret, byte[] blob);

    /// 4,701 bytes: the prekeys of a mailbox's owner, or bytes that are nobody's.
    ///
    /// @param token 354 bytes
    byte[] fetchBundle(byte[] token, byte[] mailbox, byte[] sendSecret);

    @Override
    void close();
}
