package org.sotto.server.service;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.sotto.api.ApiLimits;
import org.sotto.api.ChallengeRequest;
import org.sotto.api.ChallengeResponse;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.primitive.Mac;
import org.sotto.server.certificate.ServerKeys;
import org.sotto.wire.ByteWriter;

/// Stateless challenges (section 8): MAC(key, device tag ‖ nonces ‖ exporter ‖ expiry ‖ suite). Any server with the key
/// can check one; the connection alone remembers that it was used.
@Singleton
public final class Challenges {
    private static final Duration LIFE = Duration.ofSeconds(ApiLimits.CHALLENGE_SECONDS);

    private final ServerKeys keys;
    private final Pseudonyms pseudonyms;
    private final SecureRandom random;
    private final Counter offered;
    private final Clock clock;

    Challenges(ServerKeys keys, Pseudonyms pseudonyms, SecureRandom random, MeterRegistry metrics, Clock clock) {
        this.keys = keys;
        this.pseudonyms = pseudonyms;
        this.random = random;
        this.offered = Counter.builder("sotto.challenges")
                .description("challenges that were given out")
                .register(metrics);
        this.clock = clock;
    }

    /// The same work for every device id, known or not: nothing is looked up.
    public ChallengeResponse offer(Channel channel, ChallengeRequest request) {
        byte[] serverNonce = new byte[ApiLimits.NONCE];
        random.nextBytes(serverNonce);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant expiresAt = now.plus(LIFE);
        byte[] challenge = mac(
                channel,
                new ProofFields(
                        request.deviceId(),
                        request.suite(),
                        request.clientNonce(),
                        serverNonce,
                        expiresAt,
                        new byte[0]));
        channel.offer(challenge);
        offered.increment();
        return new ChallengeResponse(serverNonce, expiresAt, challenge, now);
    }

    /// Uses the connection's challenge up, and says whether it is the one of these fields and still stands.
    boolean redeem(Channel channel, ProofFields fields) {
        boolean waited = channel.take(fields.challenge());
        boolean ours = Mac.equal(mac(channel, fields), fields.challenge());
        boolean inTime = clock.instant().isBefore(fields.expiresAt());
        return Boolean.logicalAnd(waited, ours) && inTime;
    }

    private byte[] mac(Channel channel, ProofFields fields) {
        byte[] message = new ByteWriter(5 * ApiLimits.NONCE + 9)
                .bytes(pseudonyms.tag(Table.REGISTERED_DEVICES, fields.deviceId()))
                .bytes(fields.clientNonce())
                .bytes(fields.serverNonce())
                .bytes(channel.exporter())
                .u64(fields.expiresAt().toEpochMilli())
                .u8(fields.suite())
                .toByteArray();
        try (SecretBytes key = keys.challenge()) {
            return Mac.hmacSha256(SecretAccess.bytes(key), message);
        }
    }
}
