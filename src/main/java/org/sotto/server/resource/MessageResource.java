package org.sotto.server.resource;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.sotto.api.AckRequest;
import org.sotto.api.AckResponse;
import org.sotto.api.Page;
import org.sotto.api.SendRequest;
import org.sotto.api.SendResponse;
import org.sotto.api.StoredMessage;
import org.sotto.server.security.CurrentDevice;
import org.sotto.server.security.CurrentToken;
import org.sotto.server.service.AnonymousService;
import org.sotto.server.service.Cursors;
import org.sotto.server.service.Deliveries;
import org.sotto.server.service.Delivery;
import org.sotto.server.service.MessageMeters;
import org.sotto.server.service.MessageService;
import org.sotto.server.service.SendLimits;
import org.sotto.server.service.ShownToken;
import org.sotto.server.service.Table;

/// `/v1/messages`: send, fetch, acknowledge. The stream does the same with less ado.
@Path("/v1/messages")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(CurrentDevice.ROLE)
@RunOnVirtualThread
public final class MessageResource {
    private final MessageService service;
    private final SendLimits limits;
    private final MessageMeters meters;
    private final Cursors cursors;
    private final CurrentDevice device;
    private final AnonymousService anonymous;
    private final CurrentToken token;

    MessageResource(
            MessageService service,
            SendLimits limits,
            MessageMeters meters,
            Cursors cursors,
            CurrentDevice device,
            AnonymousService anonymous,
            CurrentToken token) {
        this.service = service;
        this.limits = limits;
        this.meters = meters;
        this.cursors = cursors;
        this.device = device;
        this.anonymous = anonymous;
        this.token = token;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Put a blob into a mailbox",
            description =
                    "The same id with the same bytes is stored once and is a success each time. With a token in place"
                            + " of a session every answer is accepted, whatever came of it.")
    @APIResponse(
            responseCode = "202",
            description = "The blob is on disk; with a token, nothing is said.",
            content = @Content(schema = @Schema(implementation = SendResponse.class)))
    @RolesAllowed({CurrentDevice.ROLE, CurrentToken.ROLE})
    public Response send(@Valid @NotNull SendRequest request) {
        return token.shown().map(shown -> accept(shown, request)).orElseGet(() -> enqueue(request));
    }

    private Response accept(ShownToken shown, SendRequest request) {
        Instant time = anonymous.send(shown, request);
        return Response.accepted(new SendResponse(SendResponse.ACCEPTED, request.id(), time))
                .build();
    }

    private Response enqueue(SendRequest request) {
        limits.countMessage(device.session().device());
        Instant time = MessageService.await(
                service.send(request.id(), request.recipient(), request.sendSecret(), request.content()));
        return Response.accepted(new SendResponse(SendResponse.ENQUEUED, request.id(), time))
                .build();
    }

    @GET
    @Operation(
            summary = "Fetch what waits",
            description = "In the order of arrival. Nothing is deleted before it is acknowledged.")
    public Page<StoredMessage> list(@BeanParam PageQuery query) {
        long owner = device.session().device();
        int limit = query.limit();
        Deliveries page = service.page(owner, cursors.read(Table.PENDING_MESSAGES, owner, query.after), limit);
        meters.delivered(page.messages().size());
        String next = page.more()
                ? cursors.write(
                        Table.PENDING_MESSAGES, owner, page.messages().getLast().row())
                : null;
        return new Page<>(page.messages().stream().map(MessageResource::stored).toList(), next);
    }

    private static StoredMessage stored(Delivery message) {
        return new StoredMessage(
                message.messageId(), message.mailbox(), message.blob(), Instant.ofEpochMilli(message.received()));
    }

    @POST
    @Path("ack")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Delete what is stored at the recipient's", description = "Unknown ids are not counted.")
    public AckResponse acknowledge(@Valid @NotNull AckRequest request) {
        int deleted = MessageService.await(service.acknowledge(device.session().device(), request.ids()));
        return new AckResponse(deleted);
    }
}
