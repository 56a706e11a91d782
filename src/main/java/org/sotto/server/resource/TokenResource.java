package org.sotto.server.resource;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.sotto.api.TokensRequest;
import org.sotto.api.TokensResponse;
import org.sotto.server.security.CurrentDevice;
import org.sotto.server.service.TokenService;

/// `/v1/tokens`: blind signatures for devices.
@Path("/v1/tokens")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(CurrentDevice.ROLE)
@RunOnVirtualThread
public final class TokenResource {
    private final TokenService tokens;
    private final CurrentDevice current;

    TokenResource(TokenService tokens, CurrentDevice current) {
        this.tokens = tokens;
        this.current = current;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Have tokens signed blindly",
            description = "RFC 9578, type 2: a token pays for one send or one fetch of prekeys without a session.")
    public TokensResponse issue(@NotNull @Valid TokensRequest request) {
        return new TokensResponse(tokens.issue(current.session(), request));
    }
}
