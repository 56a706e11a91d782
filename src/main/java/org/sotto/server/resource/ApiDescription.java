package org.sotto.server.resource;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.sotto.api.ApiLimits;

/// Says in the API's description what the scanner cannot see: how bytes are written, and that every refusal is a
/// problem.
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ApiDescription implements OASFilter {
    private static final String PROBLEM = "Problem";
    /// What the scanner makes up for refusals; ours are all described by the default.
    private static final List<String> INVENTED = List.of("400", "401", "403");

    /// The scanner makes one.
    public ApiDescription() {}

    @Override
    public Schema filterSchema(Schema schema) {
        if ("binary".equals(schema.getFormat())) {
            schema.setFormat(null);
            schema.setContentEncoding("base64url");
            schema.setDescription("base64url without padding");
        }
        return schema;
    }

    @Override
    public Operation filterOperation(Operation operation) {
        APIResponses responses = operation.getResponses();
        INVENTED.forEach(responses::removeAPIResponse);
        responses.setDefaultValue(problem());
        return operation;
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        Map<String, Schema> schemas = new TreeMap<>(api.getComponents().getSchemas());
        schemas.put(PROBLEM, problemSchema());
        api.getComponents().setSchemas(schemas);
        api.getComponents()
                .setSecuritySchemes(Map.of(
                        "SecurityScheme",
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description("A session token; `sotto token` prints one.")));
    }

    private static APIResponse problem() {
        return OASFactory.createAPIResponse()
                .description("A problem; docs/api.md lists the codes.")
                .content(OASFactory.createContent()
                        .addMediaType(
                                ApiLimits.PROBLEM_TYPE,
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref(PROBLEM))));
    }

    private static Schema problemSchema() {
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .required(List.of("type", "title", "status", "code"))
                .addProperty("type", text("urn:sotto:problem:CODE"))
                .addProperty("title", text("a fixed phrase"))
                .addProperty("status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER))
                .addProperty("detail", text("what to do about it; may be absent"))
                .addProperty("code", text("a stable code"));
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING).description(description);
    }
}
