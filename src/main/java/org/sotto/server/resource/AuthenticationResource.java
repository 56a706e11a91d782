package org.sotto.server.resource;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.sotto.api.ChallengeRequest;
import org.sotto.api.ChallengeResponse;
import org.sotto.api.SessionRequest;
import org.sotto.api.SessionResponse;
import org.sotto.server.security.Addresses;
import org.sotto.server.security.Channels;
import org.sotto.server.service.AuthenticationService;
import org.sotto.server.service.Challenges;
import org.sotto.server.service.Channel;
import org.sotto.server.service.DeviceSession;
import org.sotto.server.service.SessionIssuer;
import org.sotto.server.service.StrangerLimit;

/// `/v1/auth`: challenge and proof, both on one TLS connection.
@Path("/v1/auth")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class AuthenticationResource {
    private final AuthenticationService service;
    private final Challenges challenges;
    private final Channels channels;
    private final SessionIssuer issuer;
    private final StrangerLimit strangers;

    AuthenticationResource(
            AuthenticationService service,
            Challenges challenges,
            Channels channels,
            SessionIssuer issuer,
            StrangerLimit strangers) {
        this.service = service;
        this.challenges = challenges;
        this.channels = channels;
        this.issuer = issuer;
        this.strangers = strangers;
    }

    @POST
    @Path("/challenge")
    @PermitAll
    @Operation(summary = "Ask for a challenge")
    public ChallengeResponse challenge(
            @NotNull @Valid ChallengeRequest request, @Context HttpServerRequest connection) {
        return challenges.offer(channels.of(connection.connection()), request);
    }

    @POST
    @Path("/session")
    @PermitAll
    @Operation(summary = "Answer the challenge with a proof and get a session token")
    public SessionResponse session(@NotNull @Valid SessionRequest request, @Context HttpServerRequest connection) {
        Channel channel = channels.of(connection.connection());
        DeviceSession session = strangers.inTurn(Addresses.of(connection), () -> service.prove(channel, request));
        return new SessionResponse(SessionResponse.SUCCESS, issuer.issue(session), session.expiresAt());
    }
}
