package org.sotto.server.resource;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.sotto.api.ApiJson;
import org.sotto.api.ServerInfo;
import org.sotto.crypto.Label;
import org.sotto.crypto.primitive.Ed25519;
import org.sotto.crypto.primitive.Hash;
import org.sotto.support.TestServer;

@QuarkusTest
class ServerResourceTest {
    private final TestServer server;

    ServerResourceTest(TestServer server) {
        this.server = server;
    }

    @Test
    void describesItself() {
        server.https()
                .get("/v1/server")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("name", is("Sotto"))
                .body("api_versions", contains("v1"))
                .body("suites", contains(1))
                .body("limits.blob_bytes", is(1_114_112));
    }

    @Test
    void signsTheExactBytesOfItsDescription() throws IOException {
        Response answer = server.https().get("/v1/server");
        byte[] body = answer.asByteArray();
        ServerInfo info = ApiJson.client().readValue(body, ServerInfo.class);
        byte[] signature = Base64.getUrlDecoder().decode(answer.header("Sotto-Signature"));
        assertTrue(Ed25519.verify(info.identityKey(), Label.SERVER_INFO.with(body), signature));
        assertArrayEquals(Hash.sha256(info.identityKey()), info.serverId());
        body[body.length - 2] ^= 1;
        assertTrue(!Ed25519.verify(info.identityKey(), Label.SERVER_INFO.with(body), signature));
    }
}
