package org.sotto.server.resource;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Base64;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.sotto.api.ApiLimits;
import org.sotto.api.MailboxInfo;
import org.sotto.api.MailboxRequest;
import org.sotto.api.Page;
import org.sotto.server.security.CurrentDevice;
import org.sotto.server.service.MailboxService;
import org.sotto.server.service.Refusal;
import org.sotto.server.service.RefusedRequest;

/// `/v1/mailboxes`: where others may put something for this device.
@Path("/v1/mailboxes")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(CurrentDevice.ROLE)
@RunOnVirtualThread
public final class MailboxResource {
    private final MailboxService service;
    private final CurrentDevice device;

    MailboxResource(MailboxService service, CurrentDevice device) {
        this.service = service;
        this.device = device;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Make a mailbox", description = "The same call again is a success as well.")
    @APIResponse(responseCode = "201", description = "The mailbox takes messages.")
    public Response create(@Valid @NotNull MailboxRequest request) {
        service.create(device.session().device(), request);
        return Response.status(Response.Status.CREATED).build();
    }

    @GET
    @Operation(summary = "List the device's mailboxes", description = "In the order of their creation.")
    public Page<MailboxInfo> list(@BeanParam PageQuery query) {
        return service.page(device.session().device(), query.after, query.limit());
    }

    @DELETE
    @Path("{mailbox}")
    @Operation(summary = "Delete a mailbox with all that waits in it")
    @APIResponse(responseCode = "204", description = "It is gone.")
    public void delete(@PathParam("mailbox") String mailbox) {
        service.delete(device.session().device(), id(mailbox));
    }

    private static byte[] id(String text) {
        try {
            byte[] id = Base64.getUrlDecoder().decode(text);
            if (id.length == ApiLimits.MAILBOX) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // the one answer below
        }
        throw new RefusedRequest(new Refusal.Malformed("mailbox: 32 bytes as base64url"));
    }
}
