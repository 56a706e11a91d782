package org.sotto.support;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLException;
import org.sotto.api.frame.ClientFrame;
import org.sotto.api.frame.FrameLimits;
import org.sotto.api.frame.ServerFrame;

/// A client of `/v1/stream` for tests: sends any bytes, and hands out what the server sends frame by frame.
public final class TestStream implements AutoCloseable {
    private static final long TIMEOUT_S = 20;

    private final Vertx vertx;
    private final WebSocket socket;
    private final LinkedBlockingQueue<ServerFrame> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();

    private TestStream(Vertx vertx, WebSocket socket) {
        this.vertx = vertx;
        this.socket = socket;
        socket.binaryMessageHandler(bytes -> frames.add(ServerFrame.decode(bytes.getBytes())));
        socket.closeHandler(closed -> {
            Short code = socket.closeStatusCode();
            closeCode.complete(code == null ? 0 : Short.toUnsignedInt(code));
        });
        socket.resume();
    }

    /// Connects with a session token.
    ///
    /// @throws ExecutionException with Vert.x's UpgradeRejectedException, if the server refuses
    public static TestStream open(int port, Path certificate, String token) throws ExecutionException {
        return open(
                port,
                certificate,
                options ->
                        options.addHeader("Authorization", "Bearer " + token).addSubProtocol(FrameLimits.SUBPROTOCOL));
    }

    public static TestStream open(
            int port, Path certificate, java.util.function.UnaryOperator<WebSocketConnectOptions> change)
            throws ExecutionException {
        Vertx vertx = Vertx.vertx();
        WebSocketClient client = vertx.createWebSocketClient(new WebSocketClientOptions()
                .setSsl(true)
                .setTrustOptions(new PemTrustOptions().addCertPath(certificate.toString()))
                .setMaxFrameSize(FrameLimits.MAX_FRAME + 1)
                .setMaxMessageSize(FrameLimits.MAX_FRAME));
        CompletableFuture<TestStream> opened = new CompletableFuture<>();
        client.connect(change.apply(new WebSocketConnectOptions()
                        .setHost("localhost")
                        .setPort(port)
                        .setURI("/v1/stream")))
                .onSuccess(socket -> {
                    socket.pause();
                    opened.complete(new TestStream(vertx, socket));
                })
                .onFailure(failure -> {
                    vertx.close();
                    opened.completeExceptionally(failure);
                });
        return await(opened);
    }

    public String subprotocol() {
        return socket.subProtocol();
    }

    /// `EXPORTER-Channel-Binding` of this connection, 32 bytes.
    public byte[] exporter() throws SSLException {
        return exporter(socket);
    }

    /// The same of any stream's connection.
    public static byte[] exporter(WebSocket socket) throws SSLException {
        return ((ExtendedSSLSession) socket.sslSession())
                .exportKeyingMaterialData("EXPORTER-Channel-Binding", new byte[0], 32);
    }

    public void send(ClientFrame frame) {
        send(frame.encode());
    }

    public void send(byte[] bytes) {
        socket.writeBinaryMessage(Buffer.buffer(bytes));
    }

    /// One message as two WebSocket frames.
    public void sendInParts(byte[] first, byte[] rest) {
        socket.writeFrame(WebSocketFrame.binaryFrame(Buffer.buffer(first), false));
        socket.writeFrame(WebSocketFrame.continuationFrame(Buffer.buffer(rest), true));
    }

    /// Stops or goes on reading from the socket.
    public void pause(boolean paused) {
        if (paused) {
            socket.pause();
        } else {
            socket.resume();
        }
    }

    /// The next frame, which must be of this type.
    public <T extends ServerFrame> T next(Class<T> type) throws InterruptedException {
        ServerFrame frame = frames.poll(TIMEOUT_S, TimeUnit.SECONDS);
        if (!type.isInstance(frame)) {
            throw new AssertionError("expected " + type.getSimpleName() + " but got " + frame);
        }
        return type.cast(frame);
    }

    /// Whether nothing comes for so long.
    public boolean isQuiet(long millis) throws InterruptedException {
        ServerFrame frame = frames.poll(millis, TimeUnit.MILLISECONDS);
        return frame == null;
    }

    /// The code with which the server closed.
    public int closeCode() throws ExecutionException {
        return await(closeCode);
    }

    @Override
    public void close() {
        socket.close();
        vertx.close();
    }

    private static <T> T await(CompletableFuture<T> future) throws ExecutionException {
        try {
            return future.get(TIMEOUT_S, TimeUnit.SECONDS);
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
