package org.sotto.server.uniform;

import java.io.IOException;
import org.sotto.support.TestServer;
import org.sotto.support.TlsConnection;

/// Sessions for calls of which a device may make some and no more: a fresh device takes over in time.
final class Callers {
    /// Below every burst of a device (FetchLimits: 120).
    private static final int CALLS = 100;

    private final TestServer server;
    private String token = "";
    private int left;

    Callers(TestServer server) {
        this.server = server;
    }

    byte[] post(String path, Object body) throws IOException {
        return TlsConnection.encode("POST", path, token(), body);
    }

    private String token() throws IOException {
        if (left == 0) {
            token = server.token(server.registered());
            left = CALLS;
        }
        left--;
        return token;
    }
}
