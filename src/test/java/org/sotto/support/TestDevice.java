package org.sotto.support;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import org.sotto.api.ApiLimits;
import org.sotto.api.ChallengeRequest;
import org.sotto.api.ChallengeResponse;
import org.sotto.api.RegistrationRequest;
import org.sotto.api.SessionRequest;
import org.sotto.api.SessionResponse;
import org.sotto.crypto.key.IdentityKeyPair;
import org.sotto.crypto.proof.DeviceKeyPair;
import org.sotto.crypto.proof.ProofContext;
import org.sotto.crypto.proof.ProofContext.Purpose;
import org.sotto.crypto.proof.SchnorrProof;
import org.sotto.support.TlsConnection.Reply;

/// A device with its keys, and every step of its proof as a call of its own.
public final class TestDevice {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] serverId;
    private final byte[] id;
    private final DeviceKeyPair key = DeviceKeyPair.generate(RANDOM);
    private final IdentityKeyPair identity = IdentityKeyPair.generate(RANDOM);

    public TestDevice(byte[] serverId) {
        this(serverId, random(ApiLimits.DEVICE_ID));
    }

    /// A device that goes by this id, with keys of its own.
    public TestDevice(byte[] serverId, byte[] id) {
        this.serverId = serverId.clone();
        this.id = id.clone();
    }

    public byte[] id() {
        return id.clone();
    }

    public DeviceKeyPair key() {
        return key;
    }

    public IdentityKeyPair identity() {
        return identity;
    }

    /// A challenge as it was asked for and answered.
    public record Challenge(byte[] clientNonce, ChallengeResponse answer) {}

    public Challenge challenge(TlsConnection connection) throws IOException {
        byte[] nonce = random(ApiLimits.NONCE);
        Reply reply = connection.post(
                "/v1/auth/challenge", null, new ChallengeRequest(id, 1, nonce, Instant.ofEpochMilli(0)));
        if (reply.status() != 200) {
            throw new AssertionError(reply.status() + " " + reply.text());
        }
        return new Challenge(nonce, reply.as(ChallengeResponse.class));
    }

    public byte[] proof(Purpose purpose, byte[] exporter, Challenge challenge) {
        ChallengeResponse answer = challenge.answer();
        ProofContext context = new ProofContext(
                purpose,
                serverId,
                exporter,
                id,
                key.publicKey(),
                challenge.clientNonce(),
                answer.serverNonce(),
                answer.expiresAt().toEpochMilli(),
                answer.challenge());
        return SchnorrProof.prove(key.secret(), context, RANDOM).encode();
    }

    public SessionRequest sessionRequest(Challenge challenge, byte[] proof) {
        ChallengeResponse answer = challenge.answer();
        return new SessionRequest(
                id, 1, challenge.clientNonce(), answer.serverNonce(), answer.expiresAt(), answer.challenge(), proof);
    }

    public RegistrationRequest registrationRequest(byte[] code, Challenge challenge, byte[] proof) {
        ChallengeResponse answer = challenge.answer();
        return new RegistrationRequest(
                code,
                id,
                1,
                challenge.clientNonce(),
                answer.serverNonce(),
                answer.expiresAt(),
                answer.challenge(),
                key.publicKey(),
                proof,
                identity.record().encode(),
                null);
    }

    /// Challenge and registration on this connection.
    public Reply register(TlsConnection connection, byte[] code) throws IOException {
        Challenge challenge = challenge(connection);
        byte[] proof = proof(Purpose.REGISTER, connection.exporter(), challenge);
        return connection.post("/v1/devices", null, registrationRequest(code, challenge, proof));
    }

    /// Challenge and proof on this connection.
    public Reply prove(TlsConnection connection) throws IOException {
        Challenge challenge = challenge(connection);
        byte[] proof = proof(Purpose.AUTH, connection.exporter(), challenge);
        return connection.post("/v1/auth/session", null, sessionRequest(challenge, proof));
    }

    /// A session token.
    public String token(TlsConnection connection) throws IOException {
        Reply reply = prove(connection);
        if (reply.status() != 200) {
            throw new AssertionError(reply.status() + " " + reply.text());
        }
        return reply.as(SessionResponse.class).sessionToken();
    }

    public static byte[] random(int size) {
        byte[] bytes = new byte[size];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
