package org.sotto.server.resource;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.sotto.api.IdentityRotationRequest;
import org.sotto.api.RegistrationRequest;
import org.sotto.api.RegistrationResponse;
import org.sotto.server.security.Channels;
import org.sotto.server.security.CurrentDevice;
import org.sotto.server.service.DeviceService;
import org.sotto.server.service.IdentityService;

/// `/v1/devices`: registration by invitation, its identity, and its end.
@Path("/v1/devices")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class DeviceResource {
    private final DeviceService service;
    private final IdentityService identities;
    private final Channels channels;
    private final CurrentDevice current;

    DeviceResource(DeviceService service, IdentityService identities, Channels channels, CurrentDevice current) {
        this.service = service;
        this.identities = identities;
        this.channels = channels;
        this.current = current;
    }

    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    @Operation(summary = "Register a device by invitation, after a challenge on the same connection")
    public RegistrationResponse register(
            @NotNull @Valid RegistrationRequest request, @Context HttpServerRequest connection) {
        service.register(channels.of(connection.connection()), request);
        return new RegistrationResponse(request.deviceId());
    }

    @PUT
    @Path("/me/identity")
    @RolesAllowed(CurrentDevice.ROLE)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Put a new identity in the place of this device's present one")
    public void rotate(@NotNull @Valid IdentityRotationRequest request) {
        identities.rotate(current.session(), request);
    }

    @DELETE
    @Path("/me")
    @RolesAllowed(CurrentDevice.ROLE)
    @Operation(summary = "Delete this device, its prekeys, its mailboxes and what waits in them")
    public void remove() {
        service.remove(current.session());
    }
}
