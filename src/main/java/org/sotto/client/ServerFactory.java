package org.sotto.client;

import java.util.List;
import org.sotto.protocol.HomeServer;
import org.sotto.transport.DeviceCredentials;
import org.sotto.transport.Endpoint;
import org.sotto.transport.MailboxServer;
import org.sotto.transport.RemoteServer;
import org.sotto.transport.ServerConnection;
import org.sotto.transport.Timeouts;
import org.sotto.transport.TokenStore;

/// Connects to a home server. Tests put a server inside the process in its place.
@FunctionalInterface
interface ServerFactory {
    /// @param pins the card's pin and, where the server has announced one, the next
    MailboxServer connect(HomeServer server, List<byte[]> pins, DeviceCredentials device, TokenStore tokens);

    /// Over pinned TLS.
    static ServerFactory remote(ClientEnvironment env) {
        return (server, pins, device, tokens) -> new RemoteServer(
                new ServerConnection(
                        new Endpoint(server.host(), server.port(), pins),
                        new Timeouts(env.connectTimeout(), env.requestTimeout())),
                device,
                tokens,
                env.clock(),
                env.random());
    }
}
