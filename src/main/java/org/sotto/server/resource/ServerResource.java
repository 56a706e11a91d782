package org.sotto.server.resource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Base64;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.sotto.api.ApiLimits;
import org.sotto.api.ServerInfo;
import org.sotto.server.service.ServerInfoService;

/// `GET /v1/server`: what the server says about itself, signed by its identity key.
@Path("/v1/server")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class ServerResource {
    private final ServerInfoService service;
    private final ObjectMapper json;

    ServerResource(ServerInfoService service, ObjectMapper json) {
        this.service = service;
        this.json = json;
    }

    @GET
    @PermitAll
    @Operation(
            summary = "Describe the server",
            description =
                    "Header Sotto-Signature: Ed25519 by identity_key over Sotto1/server-info and the body's bytes.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ServerInfo.class)))
    public Response describe() throws JsonProcessingException {
        byte[] body = json.writeValueAsBytes(service.info());
        String signature = Base64.getUrlEncoder().withoutPadding().encodeToString(service.sign(body));
        return Response.ok(body).header(ApiLimits.SIGNATURE_HEADER, signature).build();
    }
}
