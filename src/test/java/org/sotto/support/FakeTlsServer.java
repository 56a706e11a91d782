package org.sotto.support;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import java.security.SecureRandom;
import java.util.Set;
import org.sotto.api.ApiLimits;
import org.sotto.api.frame.FrameLimits;
import org.sotto.crypto.primitive.Ed25519;
import org.sotto.crypto.primitive.Hash;
import org.sotto.protocol.HomeServer;
import org.sotto.transport.TransportException;

/// A [FakeServer] behind TLS 1.3 on loopback: what a client's transport needs of a server.
public final class FakeTlsServer implements AutoCloseable {
    private final FakeServer behind = new FakeServer();
    private final SecureRandom random = new SecureRandom();
    private final Vertx vertx = Vertx.vertx();
    private final byte[] identitySeed = Ed25519.generatePrivate(random);
    private final FakeTlsSessions sessions = new FakeTlsSessions(behind, serverId(), random);
    private final FakeTlsCalls calls = new FakeTlsCalls(sessions, identitySeed, this::certificate);
    private final FakeTlsStreams streams = new FakeTlsStreams(vertx);
    private TestCertificate certificate = TestCertificate.fresh("fake");
    private HttpServer http;
    private int port;

    public FakeTlsServer() {
        http = listen(0);
        port = http.actualPort();
    }

    private HttpServer listen(int at) {
        HttpServerOptions options = new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(certificate.options())
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.3"))
                .setMaxWebSocketFrameSize(2 * ApiLimits.MAX_BLOB)
                .setMaxWebSocketMessageSize(2 * ApiLimits.MAX_BLOB)
                .addWebSocketSubProtocol(FrameLimits.SUBPROTOCOL);
        return vertx.createHttpServer(options)
                .requestHandler(request -> request.body()
                        .onSuccess(body -> Thread.ofVirtual().start(() -> calls.answer(request, body.getBytes()))))
                .webSocketHandler(this::openStream)
                .listen(at, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private void openStream(ServerWebSocket socket) {
        try {
            streams.start(socket, sessions.device(socket.headers()).openStream());
        } catch (TransportException.Refused e) {
            socket.reject(e.status());
        }
    }

    /// Stops listening and cuts every connection.
    public void stop() {
        http.close().toCompletionStage().toCompletableFuture().join();
    }

    public void restart(TestCertificate with) {
        certificate = with;
        http = listen(port);
    }

    public TestCertificate certificate() {
        return certificate;
    }

    public FakeTlsSessions sessions() {
        return sessions;
    }

    public FakeTlsCalls calls() {
        return calls;
    }

    public FakeTlsStreams streams() {
        return streams;
    }

    public FakeServer behind() {
        return behind;
    }

    public HomeServer home() {
        return new HomeServer("127.0.0.1", port, certificate.pin(), serverId());
    }

    public byte[] serverId() {
        return Hash.sha256(Ed25519.publicKey(identitySeed));
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
