package org.sotto.support;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.sotto.api.ApiJson;
import org.sotto.api.ApiLimits;
import org.sotto.api.BundleRequest;
import org.sotto.api.BundleResponse;
import org.sotto.api.ChallengeRequest;
import org.sotto.api.ChallengeResponse;
import org.sotto.api.MailboxKind;
import org.sotto.api.MailboxRequest;
import org.sotto.api.PrekeyUpload;
import org.sotto.api.PrekeyUploaded;
import org.sotto.api.Problem;
import org.sotto.api.ProblemCode;
import org.sotto.api.RegistrationRequest;
import org.sotto.api.RegistrationResponse;
import org.sotto.api.SendRequest;
import org.sotto.api.SendResponse;
import org.sotto.api.ServerInfo;
import org.sotto.api.SessionRequest;
import org.sotto.api.SessionResponse;
import org.sotto.api.frame.FrameLimits;
import org.sotto.crypto.Label;
import org.sotto.crypto.primitive.Ed25519;
import org.sotto.crypto.primitive.Hash;
import org.sotto.crypto.proof.DeviceKeyPair;
import org.sotto.crypto.proof.ProofContext;
import org.sotto.crypto.proof.SchnorrProof;
import org.sotto.protocol.HomeServer;
import org.sotto.transport.DeviceCredentials;
import org.sotto.transport.MailboxServer;
import org.sotto.transport.TransportException;

/// A [FakeServer] behind TLS 1.3 on loopback: what a client's transport needs of a server, and ways to fail.
public final class FakeTlsServer implements AutoCloseable {
    private static final ObjectMapper JSON = ApiJson.server();

    private final FakeServer behind = new FakeServer();
    private final SecureRandom random = new SecureRandom();
    private final Vertx vertx = Vertx.vertx();
    private final FakeStreams streams = new FakeStreams(vertx);
    private final byte[] identitySeed = Ed25519.generatePrivate(random);
    private final Map<String, byte[]> deviceKeys = new ConcurrentHashMap<>();
    private final Map<String, byte[]> tokens = new ConcurrentHashMap<>();
    private final AtomicInteger proofs = new AtomicInteger();
    private HttpServer http;
    private TestCertificate certificate = TestCertificate.fresh("fake");
    private int port;
    private volatile Duration tokenLife = Duration.ofMinutes(15);
    private volatile Duration skew = Duration.ZERO;
    private volatile boolean closesAfterChallenge;
    private volatile boolean signsWrong;
    private volatile boolean silentOnce;
    private volatile @Nullable String renewedToken;
    private volatile byte @Nullable [] nextPin;

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
                        .onSuccess(body -> Thread.ofVirtual().start(() -> answer(request, body.getBytes()))))
                .webSocketHandler(this::openStream)
                .listen(at, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /// Takes the next request and never answers it.
    public void leaveNextUnanswered() {
        silentOnce = true;
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

    public FakeStreams streams() {
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

    /// Sessions that were opened by a proof.
    public int proofs() {
        return proofs.get();
    }

    public void setTokenLife(Duration value) {
        tokenLife = value;
    }

    public void setSkew(Duration value) {
        skew = value;
    }

    /// The first challenge's connection is cut after its answer.
    public void closeAfterNextChallenge() {
        closesAfterChallenge = true;
    }

    public void setSignsWrong(boolean value) {
        signsWrong = value;
    }

    public void setNextPin(byte @Nullable [] value) {
        nextPin = value;
    }

    /// The next answer carries a new token.
    public void renewTokenTo(String value) {
        renewedToken = value;
    }

    public void forgetTokens() {
        tokens.clear();
    }

    private void answer(HttpServerRequest request, byte[] body) {
        if (silentOnce) {
            silentOnce = false;
            return;
        }
        try {
            Object result = route(request, body);
            byte[] bytes = result instanceof byte[] raw ? raw : JSON.writeValueAsBytes(result);
            request.response().putHeader("Content-Type", "application/json");
            String renewed = renewedToken;
            String bearer = bearer(request);
            if (renewed != null && bearer != null) {
                tokens.put(renewed, tokens.get(bearer));
                request.response().putHeader(ApiLimits.SESSION_HEADER, renewed);
                renewedToken = null;
            }
            request.response().end(Buffer.buffer(bytes));
        } catch (TransportException.Refused e) {
            refuse(request, e.status(), ProblemCode.of(e.code()).orElseThrow());
        } catch (IOException e) {
            refuse(request, 400, ProblemCode.MALFORMED_REQUEST);
        }
    }

    private static void refuse(HttpServerRequest request, int status, ProblemCode code) {
        try {
            byte[] body = JSON.writeValueAsBytes(Problem.of(code, status, "said by the fake"));
            request.response()
                    .setStatusCode(status)
                    .putHeader("Content-Type", ApiLimits.PROBLEM_TYPE)
                    .end(Buffer.buffer(body));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object route(HttpServerRequest request, byte[] body) throws IOException {
        return switch (request.method() + " " + request.path()) {
            case "GET /v1/server" -> info(request);
            case "POST /v1/auth/challenge" -> challenge(request, JSON.readValue(body, ChallengeRequest.class));
            case "POST /v1/auth/session" -> session(request, JSON.readValue(body, SessionRequest.class));
            case "POST /v1/devices" -> register(request, JSON.readValue(body, RegistrationRequest.class));
            default -> authenticated(request, body);
        };
    }

    private Object authenticated(HttpServerRequest request, byte[] body) throws IOException {
        MailboxServer device = device(bearer(request));
        return switch (request.method() + " " + request.path()) {
            case "GET /v1/prekeys/count" -> device.preKeyCount();
            case "PUT /v1/prekeys" -> {
                PrekeyUpload upload = JSON.readValue(body, PrekeyUpload.class);
                yield new PrekeyUploaded(device.putPreKeys(upload.signedPrekey(), upload.oneTimePrekeys()));
            }
            case "POST /v1/prekeys/fetch" -> {
                BundleRequest ask = JSON.readValue(body, BundleRequest.class);
                yield new BundleResponse(device.fetchBundle(ask.mailbox(), ask.sendSecret()));
            }
            case "POST /v1/mailboxes" -> {
                MailboxRequest make = JSON.readValue(body, MailboxRequest.class);
                device.createMailbox(make.mailbox(), make.sendSecretHash(), make.kind() == MailboxKind.PUBLIC);
                yield Map.of();
            }
            case "POST /v1/messages" -> {
                SendRequest send = JSON.readValue(body, SendRequest.class);
                device.send(send.id(), send.recipient(), send.sendSecret(), send.content());
                yield new SendResponse(SendResponse.ENQUEUED, send.id(), Instant.now());
            }
            default -> throw new TransportException.Refused(404, "not-found", "");
        };
    }

    private byte[] info(HttpServerRequest request) throws IOException {
        ServerInfo info = new ServerInfo(
                "fake",
                "0",
                List.of("v1"),
                List.of(1),
                null,
                Instant.now().plus(skew),
                serverId(),
                Ed25519.publicKey(identitySeed),
                certificate.pin(),
                nextPin,
                List.of());
        byte[] body = JSON.writeValueAsBytes(info);
        byte[] signature = Ed25519.sign(identitySeed, Label.SERVER_INFO.with(signsWrong ? new byte[1] : body));
        request.response()
                .putHeader(
                        ApiLimits.SIGNATURE_HEADER,
                        Base64.getUrlEncoder().withoutPadding().encodeToString(signature));
        return body;
    }

    private ChallengeResponse challenge(HttpServerRequest request, ChallengeRequest ask) {
        if (closesAfterChallenge) {
            closesAfterChallenge = false;
            request.response().putHeader("Connection", "close");
        }
        byte[] nonce = Arrays.copyOf(ask.clientNonce(), 32);
        return new ChallengeResponse(
                nonce,
                Instant.ofEpochSecond(4_000_000_000L),
                new byte[32],
                Instant.now().plus(skew));
    }

    private SessionResponse session(HttpServerRequest request, SessionRequest ask) throws SSLException {
        byte[] key = deviceKeys.get(HexFormat.of().formatHex(ask.deviceId()));
        if (key == null || !proven(ProofContext.Purpose.AUTH, request, ask, key)) {
            throw new TransportException.Refused(401, "invalid-proof", "");
        }
        proofs.incrementAndGet();
        String token = "token-" + random.nextLong();
        tokens.put(token, ask.deviceId());
        return new SessionResponse(
                SessionResponse.SUCCESS, token, Instant.now().plus(skew).plus(tokenLife));
    }

    private RegistrationResponse register(HttpServerRequest request, RegistrationRequest ask) throws SSLException {
        SessionRequest same = new SessionRequest(
                ask.deviceId(), 1, ask.clientNonce(), ask.serverNonce(), ask.expiresAt(), ask.challenge(), ask.proof());
        if (!proven(ProofContext.Purpose.REGISTER, request, same, ask.publicKey())) {
            throw new TransportException.Refused(401, "invalid-proof", "");
        }
        deviceKeys.put(HexFormat.of().formatHex(ask.deviceId()), ask.publicKey());
        connect(ask.deviceId()).register(ask.invitationCode(), ask.identityRecord());
        return new RegistrationResponse(ask.deviceId());
    }

    private boolean proven(ProofContext.Purpose purpose, HttpServerRequest request, SessionRequest ask, byte[] key)
            throws SSLException {
        byte[] exporter = ((ExtendedSSLSession) request.connection().sslSession())
                .exportKeyingMaterialData("EXPORTER-Channel-Binding", new byte[0], 32);
        ProofContext context = new ProofContext(
                purpose,
                serverId(),
                exporter,
                ask.deviceId(),
                key,
                ask.clientNonce(),
                ask.serverNonce(),
                ask.expiresAt().toEpochMilli(),
                ask.challenge());
        return SchnorrProof.decode(ask.proof()).verify(context);
    }

    private MailboxServer connect(byte[] deviceId) {
        return behind.connect(new DeviceCredentials(serverId(), deviceId, DeviceKeyPair.generate(random)));
    }

    private static @Nullable String bearer(HttpServerRequest request) {
        String header = request.getHeader("Authorization");
        return header == null ? null : header.replace("Bearer ", "");
    }

    private MailboxServer device(@Nullable String token) {
        byte[] id = token == null ? null : tokens.get(token);
        if (id == null) {
            throw new TransportException.Refused(401, "unauthenticated", "");
        }
        return connect(id);
    }

    private void openStream(ServerWebSocket socket) {
        String header = socket.headers().get("Authorization");
        byte[] id = header == null ? null : tokens.get(header.replace("Bearer ", ""));
        if (id == null) {
            socket.reject(401);
            return;
        }
        streams.start(socket, connect(id).openStream());
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
