package org.sotto.support;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.sotto.api.ApiLimits;
import org.sotto.api.ChallengeRequest;
import org.sotto.api.ChallengeResponse;
import org.sotto.api.RegistrationRequest;
import org.sotto.api.RegistrationResponse;
import org.sotto.api.SessionRequest;
import org.sotto.api.SessionResponse;
import org.sotto.crypto.proof.DeviceKeyPair;
import org.sotto.crypto.proof.ProofContext;
import org.sotto.crypto.proof.SchnorrProof;
import org.sotto.transport.DeviceCredentials;
import org.sotto.transport.MailboxServer;
import org.sotto.transport.TransportException;

/// Registration, proofs and tokens of a [FakeTlsServer], and ways for them to fail.
public final class FakeTlsSessions {
    private final FakeServer behind;
    private final byte[] serverId;
    private final SecureRandom random;
    private final Map<String, byte[]> deviceKeys = new ConcurrentHashMap<>();
    private final Map<String, byte[]> tokens = new ConcurrentHashMap<>();
    private final AtomicInteger proofs = new AtomicInteger();
    private volatile Duration tokenLife = Duration.ofMinutes(15);
    private volatile Duration skew = Duration.ZERO;
    private volatile boolean closesAfterChallenge;
    private volatile @Nullable String renewedToken;

    FakeTlsSessions(FakeServer behind, byte[] serverId, SecureRandom random) {
        this.behind = behind;
        this.serverId = serverId;
        this.random = random;
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

    /// The next answer carries a new token.
    public void renewTokenTo(String value) {
        renewedToken = value;
    }

    public void forgetTokens() {
        tokens.clear();
    }

    /// The server's time.
    Instant now() {
        return Instant.now().plus(skew);
    }

    ChallengeResponse challenge(HttpServerRequest request, ChallengeRequest ask) {
        if (closesAfterChallenge) {
            closesAfterChallenge = false;
            request.response().putHeader("Connection", "close");
        }
        byte[] nonce = Arrays.copyOf(ask.clientNonce(), 32);
        return new ChallengeResponse(nonce, Instant.ofEpochSecond(4_000_000_000L), new byte[32], now());
    }

    SessionResponse session(HttpServerRequest request, SessionRequest ask) throws SSLException {
        byte[] key = deviceKeys.get(HexFormat.of().formatHex(ask.deviceId()));
        if (key == null || !proven(ProofContext.Purpose.AUTH, request, ask, key)) {
            throw new TransportException.Refused(401, "invalid-proof", "");
        }
        proofs.incrementAndGet();
        String token = "token-" + random.nextLong();
        tokens.put(token, ask.deviceId());
        return new SessionResponse(SessionResponse.SUCCESS, token, now().plus(tokenLife));
    }

    RegistrationResponse register(HttpServerRequest request, RegistrationRequest ask) throws SSLException {
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
                serverId,
                exporter,
                ask.deviceId(),
                key,
                ask.clientNonce(),
                ask.serverNonce(),
                ask.expiresAt().toEpochMilli(),
                ask.challenge());
        return SchnorrProof.decode(ask.proof()).verify(context);
    }

    /// Puts a new token into the answer, if one is due.
    void renewToken(HttpServerRequest request) {
        String renewed = renewedToken;
        String bearer = bearer(request.headers());
        if (renewed != null && bearer != null) {
            tokens.put(renewed, tokens.get(bearer));
            request.response().putHeader(ApiLimits.SESSION_HEADER, renewed);
            renewedToken = null;
        }
    }

    /// The device whose token the request carries.
    ///
    /// @throws TransportException.Refused if there is none
    MailboxServer device(MultiMap headers) {
        String token = bearer(headers);
        byte[] id = token == null ? null : tokens.get(token);
        if (id == null) {
            throw new TransportException.Refused(401, "unauthenticated", "");
        }
        return connect(id);
    }

    private MailboxServer connect(byte[] deviceId) {
        return behind.connect(new DeviceCredentials(serverId, deviceId, DeviceKeyPair.generate(random)));
    }

    private static @Nullable String bearer(MultiMap headers) {
        String header = headers.get("Authorization");
        return header == null ? null : header.replace("Bearer ", "");
    }
}
