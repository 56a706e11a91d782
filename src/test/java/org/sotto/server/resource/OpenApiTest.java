package org.sotto.server.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.sotto.support.Rest;

/// The committed description of the API is the one that the server gives. `-Dsotto.openapi.write=true` writes it anew.
@QuarkusTest
class OpenApiTest {
    private static final Path COMMITTED = Path.of("docs/openapi.json");

    private final Rest rest;
    private final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    OpenApiTest(Rest rest) {
        this.rest = rest;
    }

    private JsonNode generated() throws IOException {
        return json.readTree(rest.stranger()
                .accept("application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray());
    }

    @Test
    void theCommittedDescriptionIsUpToDate() throws IOException {
        JsonNode generated = generated();
        if (Boolean.getBoolean("sotto.openapi.write")) {
            Files.writeString(COMMITTED, json.writeValueAsString(generated) + "\n");
        }
        assertEquals(
                json.readTree(COMMITTED.toFile()),
                generated,
                "docs/openapi.json is old: run this test with -Dsotto.openapi.write=true and look at the difference");
    }

    @Test
    void everyCallOfTheContractIsDescribed() throws IOException {
        JsonNode paths = generated().get("paths");
        for (String call : new String[] {
            "/v1/server get",
            "/v1/devices post",
            "/v1/devices/me delete",
            "/v1/devices/me/identity put",
            "/v1/auth/challenge post",
            "/v1/auth/session post",
            "/v1/prekeys put",
            "/v1/prekeys/count get",
            "/v1/prekeys/fetch post",
            "/v1/mailboxes get",
            "/v1/mailboxes post",
            "/v1/mailboxes/{mailbox} delete",
            "/v1/messages get",
            "/v1/messages post",
            "/v1/messages/ack post",
            "/v1/tokens post"
        }) {
            String[] parts = call.split(" ", 2);
            assertTrue(paths.path(parts[0]).has(parts[1]), call);
        }
    }
}
