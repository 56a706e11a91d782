package org.sotto.server.service;

import java.time.Instant;
import org.sotto.api.RegistrationRequest;
import org.sotto.api.SessionRequest;
import org.sotto.crypto.proof.ProofContext;
import org.sotto.crypto.proof.ProofContext.Purpose;

/// What a proof's request repeats of the challenge; registration and session share it.
record ProofFields(
        byte[] deviceId, int suite, byte[] clientNonce, byte[] serverNonce, Instant expiresAt, byte[] challenge) {
    static ProofFields of(SessionRequest r) {
        return new ProofFields(r.deviceId(), r.suite(), r.clientNonce(), r.serverNonce(), r.expiresAt(), r.challenge());
    }

    static ProofFields of(RegistrationRequest r) {
        return new ProofFields(r.deviceId(), r.suite(), r.clientNonce(), r.serverNonce(), r.expiresAt(), r.challenge());
    }

    ProofContext context(Purpose purpose, byte[] serverId, Channel channel, byte[] publicKey) {
        return new ProofContext(
                purpose,
                serverId,
                channel.exporter(),
                deviceId,
                publicKey,
                clientNonce,
                serverNonce,
                expiresAt.toEpochMilli(),
                challenge);
    }
}
