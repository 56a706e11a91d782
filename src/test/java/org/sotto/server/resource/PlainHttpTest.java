package org.sotto.server.resource;

import static org.sotto.api.ProblemCode.UNAVAILABLE;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A server that somebody has opened to plain HTTP, as behind a proxy that ends TLS: no device can prove itself.
@QuarkusTest
@TestProfile(PlainHttpTest.Opened.class)
class PlainHttpTest {
    private final Scene scene;

    PlainHttpTest(Scene scene) {
        this.scene = scene;
    }

    public static final class Opened implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.http.insecure-requests", "enabled");
        }
    }

    @ParameterizedTest
    @MethodSource("lines")
    void answers(Case line) throws Exception {
        line.check(scene);
    }

    static Stream<Case> lines() {
        return Stream.of(
                        AuthenticationResourceTest.CHALLENGE,
                        AuthenticationResourceTest.SESSION,
                        DeviceResourceTest.REGISTER)
                .map(call -> call.refused(
                        503,
                        UNAVAILABLE,
                        "over plain HTTP",
                        s -> s.rest.plain().body(call.body()).post(call.path())));
    }
}
