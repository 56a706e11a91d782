package org.sotto.transport;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import org.sotto.api.ApiLimits;
import org.sotto.api.ChallengeRequest;
import org.sotto.api.ChallengeResponse;
import org.sotto.api.RegistrationRequest;
import org.sotto.api.SessionRequest;
import org.sotto.api.SessionResponse;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.proof.ProofContext;
import org.sotto.crypto.proof.SchnorrProof;

/// Challenge and proof on one connection (section 8 of docs/protocol.md).
final class Authentication {
    /// How often a connection may be lost between challenge and proof before it counts as unreachable.
    private static final int ATTEMPTS = 3;

    private final ServerConnection connection;
    private final DeviceCredentials device;
    private final ServerClock clock;
    private final SecureRandom random;
    private volatile Runnable check = () -> {};

    Authentication(ServerConnection connection, DeviceCredentials device, ServerClock clock, SecureRandom random) {
        this.connection = connection;
        this.device = device;
        this.clock = clock;
        this.random = random;
    }

    /// A challenge as answered, with the proof for it.
    private record Proven(byte[] clientNonce, ChallengeResponse challenge, byte[] proof) {}

    void beforeRenewal(Runnable wanted) {
        check = wanted;
    }

    /// The device looks after itself; what it throws ends the renewal.
    void selfCheck() {
        check.run();
    }

    SessionToken openSession() {
        selfCheck();
        SessionResponse session = ApiClient.decode(
                prove(
                        ProofContext.Purpose.AUTH,
                        proven -> new Call(
                                "POST",
                                "/v1/auth/session",
                                ApiClient.encode(new SessionRequest(
                                        device.deviceId(),
                                        ApiLimits.SUITE,
                                        proven.clientNonce(),
                                        proven.challenge().serverNonce(),
                                        proven.challenge().expiresAt(),
                                        proven.challenge().challenge(),
                                        proven.proof())),
                                null)),
                SessionResponse.class);
        if (session.sessionToken() == null || session.expiresAt() == null) {
            throw new TransportException.BadAnswer("the server's answer is not understood");
        }
        return new SessionToken(session.sessionToken(), clock.toOwn(session.expiresAt()));
    }

    void register(byte[] invitationCode, byte[] identityRecord) {
        ApiClient.success(prove(
                ProofContext.Purpose.REGISTER,
                proven -> new Call(
                        "POST",
                        "/v1/devices",
                        ApiClient.encode(new RegistrationRequest(
                                invitationCode,
                                device.deviceId(),
                                ApiLimits.SUITE,
                                proven.clientNonce(),
                                proven.challenge().serverNonce(),
                                proven.challenge().expiresAt(),
                                proven.challenge().challenge(),
                                device.key().publicKey(),
                                proven.proof(),
                                identityRecord,
                                null)),
                        null)));
    }

    private Answer prove(ProofContext.Purpose purpose, Function<Proven, Call> request) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                return proveOnce(purpose, request);
            } catch (ServerConnection.ConnectionReplaced e) {
                continue;
            }
        }
        throw new TransportException.Unreachable("the connection breaks between challenge and proof");
    }

    private Answer proveOnce(ProofContext.Purpose purpose, Function<Proven, Call> request) {
        byte[] nonce = nonce();
        ChallengeRequest ask = new ChallengeRequest(
                device.deviceId(), ApiLimits.SUITE, nonce, clock.own().instant());
        ServerConnection.Exchange exchange =
                connection.exchange(new Call("POST", "/v1/auth/challenge", ApiClient.encode(ask), null), null);
        ChallengeResponse challenge = ApiClient.decode(exchange.answer(), ChallengeResponse.class);
        checkShape(challenge);
        clock.observe(challenge.time());
        byte[] proof = proof(
                purpose,
                exchange.exporter(),
                nonce,
                challenge.serverNonce(),
                challenge.expiresAt().toEpochMilli(),
                challenge.challenge());
        return connection
                .exchange(request.apply(new Proven(nonce, challenge, proof)), exchange.connection())
                .answer();
    }

    /// A fresh client nonce, 32 bytes.
    byte[] nonce() {
        byte[] nonce = new byte[ApiLimits.NONCE];
        random.nextBytes(nonce);
        return nonce;
    }

    /// The proof of 64 bytes for a challenge that came over the connection with this exporter.
    byte[] proof(
            ProofContext.Purpose purpose,
            byte[] exporter,
            byte[] clientNonce,
            byte[] serverNonce,
            long expiryMs,
            byte[] challenge) {
        ProofContext context = new ProofContext(
                purpose,
                device.serverId(),
                exporter,
                device.deviceId(),
                device.key().publicKey(),
                clientNonce,
                serverNonce,
                expiryMs,
                challenge);
        try (SecretBytes secret = device.key().secret()) {
            return SchnorrProof.prove(secret, context, random).encode();
        }
    }

    private static void checkShape(ChallengeResponse challenge) {
        boolean complete = challenge.serverNonce() != null
                && challenge.serverNonce().length == ApiLimits.NONCE
                && challenge.challenge() != null
                && challenge.challenge().length == ApiLimits.CHALLENGE
                && challenge.expiresAt() != null
                && challenge.time() != null;
        if (!complete) {
            throw new TransportException.BadAnswer("the server's challenge is not understood");
        }
    }

    /// The own clock beside the server's, as its answers tell it.
    static final class ServerClock {
        private final Clock own;
        private volatile long skewMs;

        ServerClock(Clock own) {
            this.own = Objects.requireNonNull(own);
        }

        Clock own() {
            return own;
        }

        void observe(Instant serverTime) {
            skewMs = serverTime.toEpochMilli() - own.millis();
        }

        long skewMs() {
            return skewMs;
        }

        /// A time of the server by the own clock, ms since the epoch.
        long toOwn(Instant serverTime) {
            return serverTime.toEpochMilli() - skewMs;
        }
    }
}
