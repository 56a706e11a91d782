package org.sotto.cli;

import java.io.IOException;
import java.security.KeyStore;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.sotto.support.TestServer;
import org.sotto.support.TlsConnection;

/// Connections to one life of a server.
final class KillConnections implements AutoCloseable {
    private final int port;
    private final KeyStore trusted;
    private final Queue<TlsConnection> opened = new ConcurrentLinkedQueue<>();

    KillConnections(RealServer server) {
        this.port = server.port();
        this.trusted = TestServer.trustStore(server.data().resolve("tls.crt"));
    }

    TlsConnection open() throws IOException {
        TlsConnection connection = TlsConnection.open(port, trusted);
        opened.add(connection);
        return connection;
    }

    @Override
    public void close() throws IOException {
        for (TlsConnection each : opened) {
            each.close();
        }
    }
}
