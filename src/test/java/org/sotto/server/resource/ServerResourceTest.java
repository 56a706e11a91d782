package org.sotto.server.resource;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sotto.api.ProblemCode.NOT_FOUND;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sotto.api.ApiJson;
import org.sotto.api.ServerInfo;
import org.sotto.crypto.Label;
import org.sotto.crypto.primitive.Ed25519;
import org.sotto.crypto.primitive.Hash;

/// Every status and code of `/v1/server`, what it says, and the paths where nothing is.
@QuarkusTest
class ServerResourceTest {
    private static final Call DESCRIBE = new Call("GET", "/v1/server", false, null);

    private final Scene scene;

    ServerResourceTest(Scene scene) {
        this.scene = scene;
    }

    @ParameterizedTest
    @MethodSource("lines")
    void answers(Case line) throws Exception {
        line.check(scene);
    }

    static Stream<Case> lines() {
        Stream<Case> good = Stream.of(
                DESCRIBE.succeeds(200, "a stranger", s -> s.stranger().get("/v1/server")),
                DESCRIBE.succeeds(
                        200, "a token that is none", s -> s.bearer("x.y.z").get("/v1/server")));
        // the management interface has a port of its own
        Stream<Case> nothing = Stream.of("/", "/v1", "/v1/nowhere", "/q/health", "/q/metrics", "/admin/invitations")
                .map(path -> new Call("GET", path, false, null))
                .map(call -> call.refused(
                        404, NOT_FOUND, "nothing is there", s -> s.stranger().get(call.path())));
        return Stream.of(DESCRIBE.common(), good, nothing).flatMap(lines -> lines);
    }

    @Test
    void describesItself() {
        scene.stranger()
                .get("/v1/server")
                .then()
                .body("name", is("Sotto"))
                .body("api_versions", contains("v1"))
                .body("suites", contains(1))
                .body("limits.blob_bytes", is(1_114_112));
    }

    @Test
    void signsTheExactBytesOfItsDescription() throws IOException {
        Response answer = scene.stranger().get("/v1/server");
        byte[] body = answer.asByteArray();
        ServerInfo info = ApiJson.client().readValue(body, ServerInfo.class);
        byte[] signature = Base64.getUrlDecoder().decode(answer.header("Sotto-Signature"));
        assertTrue(Ed25519.verify(info.identityKey(), Label.SERVER_INFO.with(body), signature));
        assertArrayEquals(Hash.sha256(info.identityKey()), info.serverId());
        body[body.length - 2] ^= 1;
        assertFalse(Ed25519.verify(info.identityKey(), Label.SERVER_INFO.with(body), signature));
    }
}
