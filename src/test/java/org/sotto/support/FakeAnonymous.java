package org.sotto.support;

import org.sotto.transport.AnonymousServer;
import org.sotto.transport.TransportException;

/// A connection to a [FakeServer] on which nobody says who it is.
final class FakeAnonymous implements AnonymousServer {
    private final FakeServer server;

    FakeAnonymous(FakeServer server) {
        this.server = server;
    }

    @Override
    public void send(byte[] token, byte[] id, byte[] mailbox, byte[] sendSecret, byte[] blob) {
        synchronized (server) {
            server.reached();
            if (server.issuer().spend(token)) {
                storeOrNot(id, mailbox, sendSecret, blob);
            }
        }
    }

    private void storeOrNot(byte[] id, byte[] mailbox, byte[] sendSecret, byte[] blob) {
        try {
            server.store(id, mailbox, sendSecret, blob);
        } catch (TransportException.Refused e) {
            server.issuer().countLost();
        }
    }

    @Override
    public byte[] fetchBundle(byte[] token, byte[] mailbox, byte[] sendSecret) {
        synchronized (server) {
            server.reached();
            try {
                return server.issuer().spend(token) ? server.bundle(mailbox, sendSecret) : new byte[4701];
            } catch (TransportException.Refused e) {
                return new byte[4701];
            }
        }
    }

    @Override
    public void close() {}
}
