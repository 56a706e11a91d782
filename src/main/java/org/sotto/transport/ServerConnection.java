package org.sotto.transport;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.ClientOptionsBase;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sotto.api.ApiLimits;

/// One TLS 1.3 connection to a pinned server, kept alive and opened again when it is gone, behind blocking calls.
///
/// HTTP/1.1 with a pool of one: a challenge and its proof share a connection, and so a TLS exporter. Safe for several
/// threads, whose calls queue up.
public final class ServerConnection implements AutoCloseable {
    private static final Set<String> PROTOCOLS = Set.of("TLSv1.3");
    private static final String[] SUITES = {"TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"};

    /// The largest blob with its frame or base64 around it fits.
    private static final int MAX_MESSAGE = 2 * ApiLimits.MAX_BLOB;

    /// A server that does not answer the end of a stream is not waited for.
    private static final int CLOSING_SECONDS = 1;

    private final Endpoint endpoint;
    private final Timeouts timeouts;
    private final Resolver resolver = new Resolver();
    private final Vertx vertx;
    private final Context context;
    private final HttpClient http;
    private final WebSocketClient webSockets;
    private volatile LinkObserver observer = ignored -> {};

    public ServerConnection(Endpoint endpoint, Timeouts timeouts) {
        this.endpoint = endpoint;
        this.timeouts = timeouts;
        this.vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setUseDaemonThread(true)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        this.context = vertx.getOrCreateContext();
        HttpClientOptions options = new HttpClientOptions().setMaxPoolSize(1).setVerifyHost(false);
        this.http = vertx.createHttpClient((HttpClientOptions) pinned(options));
        WebSocketClientOptions streams = new WebSocketClientOptions()
                .setVerifyHost(false)
                .setMaxFrameSize(MAX_MESSAGE)
                .setMaxMessageSize(MAX_MESSAGE)
                .setClosingTimeout(CLOSING_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setReadIdleTimeout((int) timeouts.silence().toMillis());
        this.webSockets = vertx.createWebSocketClient((WebSocketClientOptions) pinned(streams));
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    void measure(LinkObserver measured) {
        observer = measured;
    }

    /// Another connection to the same server, which shares nothing with this one but who measures it.
    ServerConnection another() {
        ServerConnection other = new ServerConnection(endpoint, timeouts);
        other.measure(observer);
        return other;
    }

    Timeouts timeouts() {
        return timeouts;
    }

    /// Sends one request and reads the answer. A kept-alive connection that the server had closed meanwhile is replaced
    /// once: every call may be repeated, by its ids.
    ///
    /// @throws TransportException Unreachable, WrongKey
    Answer exchange(Call call) {
        try {
            return exchange(call, null).answer();
        } catch (ConnectionReplaced e) {
            return exchange(call, null).answer();
        }
    }

    /// The same without a second attempt, and on `expected` only unless that is null.
    ///
    /// @throws ConnectionReplaced if that connection is gone
    Exchange exchange(Call call, @Nullable HttpConnection expected) {
        RequestOptions options = options(call);
        Promise<Exchange> done = Promise.promise();
        Duration patience = timeouts.connect().plus(timeouts.request());
        long deadline = System.nanoTime() + patience.toNanos();
        // all steps on one context: an answer that comes before somebody listens would lose its body
        context.runOnContext(start -> http.request(options)
                .compose(request -> {
                    long timer = giveUpAt(deadline, request);
                    return transmit(call, request, expected).onComplete(end -> vertx.cancelTimer(timer));
                })
                .onComplete(done));
        return await(done.future(), patience);
    }

    /// A request that nobody waits for any more would keep the only connection: its reset closes that.
    private long giveUpAt(long deadline, HttpClientRequest request) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        return vertx.setTimer(Math.max(1, left), late -> request.reset());
    }

    private Future<Exchange> transmit(Call call, HttpClientRequest request, @Nullable HttpConnection expected) {
        HttpConnection connection = request.connection();
        if (expected != null && connection != expected) {
            // nobody waits for this request any more; its reset is no failure to be logged
            request.exceptionHandler(reset -> {});
            request.reset();
            return Future.failedFuture(new ConnectionReplaced());
        }
        byte[] exporter = ChannelBinding.of(connection.sslSession());
        byte @Nullable [] body = call.body();
        long start = System.nanoTime();
        Future<HttpClientResponse> response = body == null ? request.send() : request.send(Buffer.buffer(body));
        return response.compose(head -> {
            // the head comes first: a round trip also where the body is long
            observer.observe(new LinkSample(size(call), System.nanoTime() - start));
            return head.body().map(bytes -> {
                observer.observe(new LinkSample(size(call) + bytes.length(), System.nanoTime() - start));
                return new Exchange(answer(head, bytes.getBytes()), connection, exporter);
            });
        });
    }

    private static long size(Call call) {
        byte[] body = call.body();
        String authorization = call.authorization();
        return (body == null ? 0 : body.length) + (authorization == null ? 0 : authorization.length());
    }

    /// An answer, the connection that it came over and that connection's TLS exporter, 32 bytes.
    record Exchange(Answer answer, HttpConnection connection, byte[] exporter) {}

    /// The connection is not the one that was meant; start over.
    static final class ConnectionReplaced extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ConnectionReplaced() {
            super("the connection was replaced", null, false, false);
        }
    }

    /// @param listen sets the handlers, before the first frame can arrive
    ClientWebSocket openWebSocket(String path, String subprotocol, String bearer, Consumer<ClientWebSocket> listen) {
        WebSocketConnectOptions options = new WebSocketConnectOptions();
        address(options, path);
        options.addSubProtocol(subprotocol);
        options.putHeader("Authorization", "Bearer " + bearer);
        options.setTimeout(timeouts.connect().toMillis());
        ClientWebSocket socket = webSockets.webSocket();
        listen.accept(socket);
        Promise<WebSocket> opened = Promise.promise();
        context.runOnContext(start -> socket.connect(options).onComplete(opened));
        WebSocket open = await(opened.future(), timeouts.connect().plus(timeouts.request()));
        if (!subprotocol.equals(open.subProtocol())) {
            throw new TransportException.BadAnswer("the server does not speak " + subprotocol);
        }
        return socket;
    }

    /// Runs the task at this interval, on the event loop, until the result is run.
    Runnable repeat(Duration interval, Runnable task) {
        long timer = vertx.setPeriodic(interval.toMillis(), due -> task.run());
        return () -> vertx.cancelTimer(timer);
    }

    private RequestOptions options(Call call) {
        RequestOptions options = new RequestOptions().setMethod(HttpMethod.valueOf(call.method()));
        address(options, call.path());
        if (call.authorization() != null) {
            options.putHeader("Authorization", call.authorization());
        }
        if (call.body() != null) {
            options.putHeader("Content-Type", "application/json");
        }
        return options.putHeader("Accept", "application/json, " + ApiLimits.PROBLEM_TYPE);
    }

    private void address(RequestOptions options, String path) {
        options.setHost(endpoint.host()).setPort(endpoint.port()).setURI(path).setSsl(true);
        options.setServer(resolver.resolve(endpoint, timeouts.connect()));
    }

    private static Answer answer(HttpClientResponse head, byte[] body) {
        String type = Objects.requireNonNullElse(head.getHeader("Content-Type"), "");
        return new Answer(
                head.statusCode(),
                body,
                head.getHeader(ApiLimits.SESSION_HEADER),
                head.getHeader(ApiLimits.SIGNATURE_HEADER),
                RetryAfter.parse(head.getHeader("Retry-After")),
                type.startsWith(ApiLimits.PROBLEM_TYPE));
    }

    private ClientOptionsBase pinned(ClientOptionsBase options) {
        options.setSsl(true).setTrustOptions(new PinnedTrust(endpoint));
        options.setEnabledSecureTransportProtocols(PROTOCOLS);
        for (String suite : SUITES) {
            options.addEnabledCipherSuite(suite);
        }
        options.setConnectTimeout((int) timeouts.connect().toMillis());
        options.setSslHandshakeTimeout(timeouts.connect().toMillis()).setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
        return options;
    }

    static <T> T await(Future<T> future, Duration timeout) {
        return Waiting.await(future.toCompletionStage().toCompletableFuture(), timeout, ServerConnection::typed);
    }

    private static RuntimeException typed(Throwable cause) {
        if (cause instanceof TransportException || cause instanceof ConnectionReplaced) {
            return (RuntimeException) cause;
        }
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof PinnedTrustManager.WrongKeyException) {
                return new TransportException.WrongKey();
            }
            if (each instanceof StreamResetException) {
                return new TransportException.Unreachable("no answer in time");
            }
            if (each instanceof HttpClosedException) {
                return new ConnectionReplaced();
            }
        }
        return Problems.ofUpgrade(cause);
    }

    @Override
    public void close() {
        Waiting.quietly(vertx.close().toCompletionStage().toCompletableFuture(), Duration.ofSeconds(2));
    }
}
