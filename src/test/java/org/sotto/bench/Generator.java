package org.sotto.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.sotto.api.frame.FrameLimits;
import org.sotto.support.TestMailbox;

/// Opens streams of devices over TLS, all on one event loop.
final class Generator implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final WebSocketClient client;
    private final HttpClient rest;
    private final int port;

    Generator(int port, Path certificate) {
        this.port = port;
        PemTrustOptions trusted = new PemTrustOptions().addCertPath(certificate.toString());
        this.client = vertx.createWebSocketClient(new WebSocketClientOptions()
                .setSsl(true)
                .setMaxConnections(10_000)
                .setTrustOptions(trusted));
        this.rest = vertx.createHttpClient(
                new HttpClientOptions().setSsl(true).setTrustOptions(trusted),
                new PoolOptions().setHttp1MaxSize(1_000));
    }

    /// One stream a device; device i sends blobs of `blob` bytes to the mailbox of recipient i.
    List<BenchStream> open(List<BenchDevice> devices, List<TestMailbox> recipients, Load load, int blob)
            throws Exception {
        List<BenchStream> streams = new ArrayList<>();
        for (int i = 0; i < devices.size(); i++) {
            WebSocket socket = connect(devices.get(i).token());
            BenchSession session = new BenchSession(socket, devices.get(i).device());
            streams.add(new BenchStream(socket, session, load, recipients.get(i), blob));
            socket.resume();
        }
        return streams;
    }

    private WebSocket connect(String token) throws Exception {
        return client.connect(new WebSocketConnectOptions()
                        .setHost("localhost")
                        .setPort(port)
                        .setURI("/v1/stream")
                        .addSubProtocol(FrameLimits.SUBPROTOCOL)
                        .addHeader("Authorization", "Bearer " + token))
                .map(socket -> {
                    socket.pause();
                    return socket;
                })
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    /// Lets every stream send, each again as soon as it is answered.
    void loop(List<BenchStream> streams, Load load) {
        load.start(true);
        vertx.runOnContext(_ -> streams.forEach(BenchStream::send));
    }

    /// Lets every device send by REST, each again as soon as it is answered.
    void loopByRest(List<BenchDevice> devices, List<TestMailbox> recipients, Load load, int blob) throws IOException {
        List<RestSender> senders = new ArrayList<>();
        for (int i = 0; i < devices.size(); i++) {
            senders.add(new RestSender(rest, port, devices.get(i).token(), load, recipients.get(i), blob));
        }
        load.start(true);
        vertx.runOnContext(_ -> senders.forEach(RestSender::send));
    }

    /// Lets the streams send in turns, `rate` messages a second in all, whatever the answers do. Returns the timer.
    long pace(List<BenchStream> streams, int rate) {
        int[] next = {0};
        return vertx.setPeriodic(10, _ -> {
            for (int i = 0; i < rate / 100; i++) {
                streams.get(next[0]++ % streams.size()).send();
            }
        });
    }

    /// Renews the session of one stream after the other, `periodMs` apart. Returns the timer.
    long renew(List<BenchStream> streams, long periodMs) {
        int[] next = {0};
        return vertx.setPeriodic(
                periodMs, _ -> streams.get(next[0]++ % streams.size()).renew());
    }

    void cancel(long timer) {
        vertx.cancelTimer(timer);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
