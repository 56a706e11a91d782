package org.sotto.server.resource;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.sotto.api.BundleRequest;
import org.sotto.api.BundleResponse;
import org.sotto.api.PrekeyCount;
import org.sotto.api.PrekeyUpload;
import org.sotto.api.PrekeyUploaded;
import org.sotto.server.security.CurrentDevice;
import org.sotto.server.security.CurrentToken;
import org.sotto.server.service.AnonymousService;
import org.sotto.server.service.BundleService;
import org.sotto.server.service.PrekeyService;

/// `/v1/prekeys`: the own ones in, others' out.
@Path("/v1/prekeys")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(CurrentDevice.ROLE)
@RunOnVirtualThread
public final class PrekeyResource {
    private final PrekeyService prekeys;
    private final BundleService bundles;
    private final CurrentDevice current;
    private final AnonymousService anonymous;
    private final CurrentToken token;

    PrekeyResource(
            PrekeyService prekeys,
            BundleService bundles,
            CurrentDevice current,
            AnonymousService anonymous,
            CurrentToken token) {
        this.prekeys = prekeys;
        this.bundles = bundles;
        this.current = current;
        this.anonymous = anonymous;
        this.token = token;
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Store a signed prekey, one-time prekeys, or both")
    public PrekeyUploaded put(@NotNull @Valid PrekeyUpload upload) {
        return new PrekeyUploaded(prekeys.put(current.session(), upload));
    }

    @GET
    @Path("/count")
    @Operation(summary = "What is left of the own prekeys")
    public PrekeyCount count() {
        return prekeys.count(current.session());
    }

    @POST
    @Path("/fetch")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Get the prekey bundle of a mailbox's owner",
            description = "With a token in place of a session whoever has no right to it gets bytes that are nobody's.")
    @RolesAllowed({CurrentDevice.ROLE, CurrentToken.ROLE})
    public BundleResponse fetch(@NotNull @Valid BundleRequest request) {
        return new BundleResponse(token.shown()
                .map(shown -> anonymous.fetch(shown, request))
                .orElseGet(() -> bundles.fetch(current.session(), request.mailbox(), request.sendSecret())));
    }
}
