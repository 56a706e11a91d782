package org.sotto.support;

import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.HttpClientConfig;
import io.restassured.config.LogConfig;
import io.restassured.config.ObjectMapperConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.config.SSLConfig;
import io.restassured.internal.mapping.Jackson2Mapper;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.sotto.api.ApiJson;
import org.sotto.support.TlsConnection.Reply;

/// RestAssured to the running server of a `@QuarkusTest`: inject it. It trusts that server's certificate alone, and
/// reads and writes the records of the API.
@Singleton
public class Rest {
    private final TestServer server;

    Rest(TestServer server) {
        this.server = server;
    }

    /// A call over TLS without a session.
    public RequestSpecification stranger() {
        return given().baseUri("https://localhost").port(server.httpsPort());
    }

    /// A call over TLS with this session token.
    public RequestSpecification bearer(String token) {
        return stranger().header("Authorization", "Bearer " + token);
    }

    /// A call without TLS, for a server that was told to take one.
    public RequestSpecification plain() {
        return given().baseUri("http://localhost").port(server.httpPort());
    }

    /// A call of the management interface without the operator's secret.
    public RequestSpecification management() {
        return given().baseUri("http://127.0.0.1").port(server.managementPort());
    }

    /// A call of the management interface.
    public RequestSpecification operator() throws IOException {
        String secret = Files.readString(server.data("admin.token")).strip();
        return management().header("Authorization", "Bearer " + secret);
    }

    /// The answer as the tests' own TLS client would give it.
    public static Reply reply(Response response) {
        Map<String, String> headers = new TreeMap<>();
        response.headers().forEach(header -> headers.put(header.getName().toLowerCase(Locale.ROOT), header.getValue()));
        return new Reply(response.statusCode(), headers, response.asByteArray());
    }

    private RequestSpecification given() {
        return RestAssured.given()
                .config(RestAssuredConfig.config()
                        .sslConfig(SSLConfig.sslConfig().trustStore(server.trustStore()))
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false))
                        .objectMapperConfig(ObjectMapperConfig.objectMapperConfig()
                                .defaultObjectMapper(new Jackson2Mapper((type, charset) -> ApiJson.client())))
                        // a body that is refused by its length alone is never sent
                        .httpClient(HttpClientConfig.httpClientConfig().setParam("http.protocol.expect-continue", true))
                        .logConfig(LogConfig.logConfig().enableLoggingOfRequestAndResponseIfValidationFails()))
                .contentType("application/json");
    }
}
