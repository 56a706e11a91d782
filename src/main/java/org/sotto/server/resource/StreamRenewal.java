package org.sotto.server.resource;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.sotto.api.ApiLimits;
import org.sotto.api.ChallengeRequest;
import org.sotto.api.ChallengeResponse;
import org.sotto.api.SessionRequest;
import org.sotto.api.frame.ClientFrame;
import org.sotto.api.frame.ServerFrame;
import org.sotto.server.service.AuthenticationService;
import org.sotto.server.service.Challenges;
import org.sotto.server.service.Channel;
import org.sotto.server.service.Refusal;
import org.sotto.server.service.RefusedRequest;

/// A stream's session, renewed by a new proof on the stream's own connection (section 8).
final class StreamRenewal {
    private final Challenges challenges;
    private final AuthenticationService authentication;
    private final Channel channel;
    private final byte[] deviceId;
    private final AtomicReference<@Nullable Offer> offer = new AtomicReference<>();

    private record Offer(ClientFrame.Challenge asked, ChallengeResponse answered) {}

    StreamRenewal(Challenges challenges, AuthenticationService authentication, Channel channel, byte[] deviceId) {
        this.challenges = challenges;
        this.authentication = authentication;
        this.channel = channel;
        this.deviceId = deviceId;
    }

    /// A challenge; an older one is worth nothing any more. Never blocks.
    ServerFrame.Challenge challenge(ClientFrame.Challenge question, Clock clock) {
        ChallengeResponse answer = challenges.offer(
                channel, new ChallengeRequest(deviceId, ApiLimits.SUITE, question.clientNonce(), clock.instant()));
        offer.set(new Offer(question, answer));
        return new ServerFrame.Challenge(
                question.requestId(), answer.serverNonce(), answer.expiresAt().toEpochMilli(), answer.challenge());
    }

    /// Checks a proof for the last challenge, which is used up by it.
    ///
    /// @return until when the session stands now
    /// @throws RefusedRequest InvalidProof
    Instant prove(ClientFrame.Proof proof) {
        Offer last = offer.getAndSet(null);
        if (last == null) {
            throw new RefusedRequest(new Refusal.InvalidProof());
        }
        ChallengeResponse answer = last.answered();
        SessionRequest request = new SessionRequest(
                deviceId,
                ApiLimits.SUITE,
                last.asked().clientNonce(),
                answer.serverNonce(),
                answer.expiresAt(),
                answer.challenge(),
                proof.proof());
        return authentication.prove(channel, request).expiresAt();
    }
}
