package org.sotto.operator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sotto.api.ApiJson;
import org.sotto.api.RunningServer;

/// Against a management interface made of canned answers.
class OperatorClientTest {
    @TempDir
    Path data;

    private final AtomicReference<String> request = new AtomicReference<>();
    private HttpServer server;
    private FileChannel lock;
    private OperatorClient operator;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        RunningServer running =
                new RunningServer(8443, server.getAddress().getPort(), 1, new byte[32], new byte[32], "localhost:8443");
        Files.write(data.resolve("server.json"), ApiJson.client().writeValueAsBytes(running));
        Files.writeString(data.resolve("admin.token"), "secret\n");
        lock = FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        lock.lock();
        operator = new OperatorClient(new ServerFolder(data));
    }

    @AfterEach
    void stop() throws IOException {
        lock.close();
        server.stop(0);
    }

    private void answers(int status, String type, String body) {
        server.createContext("/", exchange -> {
            request.set(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.getResponseHeaders().add("Content-Type", type);
            exchange.sendResponseHeaders(status, body.getBytes(UTF_8).length);
            exchange.getResponseBody().write(body.getBytes(UTF_8));
            exchange.close();
        });
    }

    private OperatorException fails() {
        OperatorException failure = assertThrows(OperatorException.class, operator::invite);
        assertFalse(failure.hint().isEmpty());
        return failure;
    }

    @Test
    void fetchesALinkWithTheBearerSecret() {
        answers(200, "application/json", "{\"link\":\"sotto:invite:x\",\"later_field\":1}");
        assertEquals("sotto:invite:x", operator.invite());
        assertEquals("POST /admin/invitations Bearer secret", request.get());
    }

    @Test
    void renewsTheCertificate() {
        answers(200, "application/json", "{\"pin\":\"AA\",\"not_after\":\"2027-11-23T00:00:00.000Z\",\"active\":true}");
        assertEquals(
                Instant.parse("2027-11-23T00:00:00Z"),
                operator.renewCertificate().notAfter());
        assertEquals("POST /admin/certificate/renew Bearer secret", request.get());
    }

    @Test
    void asksWithoutTheSecretWhetherTheServerIsReady() {
        answers(200, "application/json", "{\"status\":\"UP\"}");
        operator.requireReady();
        assertEquals("GET /q/health/ready null", request.get());
        server.removeContext("/");
        answers(503, "application/json", "{\"status\":\"DOWN\"}");
        OperatorException failure = assertThrows(OperatorException.class, operator::requireReady);
        assertEquals("the server is not ready", failure.getMessage());
    }

    @Test
    void namesTheCodeOfARefusal() {
        answers(
                401,
                "application/problem+json",
                "{\"type\":\"urn:sotto:problem:unauthenticated\",\"title\":\"x\",\"status\":401,\"code\":\"unauthenticated\"}");
        assertEquals("the server refused: unauthenticated", fails().getMessage());
    }

    @Test
    void survivesAnswersThatAreNone() {
        answers(500, "text/html", "<html>");
        assertEquals("the server refused: status 500", fails().getMessage());
        server.removeContext("/");
        answers(200, "application/json", "{\"link\":");
        assertTrue(fails().getMessage().contains("an answer that is none"));
    }

    @Test
    void saysThatTheServerIsGone() {
        server.stop(0);
        assertEquals("the server of " + data + " does not answer", fails().getMessage());
    }

    @Test
    void sendsNothingToWhoeverListensInPlaceOfAServerThatWasKilled() throws IOException {
        answers(200, "application/json", "{\"link\":\"sotto:invite:x\"}");
        lock.close();
        assertEquals("no server runs on the data folder " + data, fails().getMessage());
        assertNull(request.get());
        assertFalse(new ServerFolder(data).hasServer());
    }

    @Test
    void saysThatNoServerRunsOrTheFilesAreDamaged() throws IOException {
        Files.writeString(data.resolve("server.json"), "{");
        assertTrue(fails().getMessage().contains("is damaged"));
        Files.delete(data.resolve("server.json"));
        assertEquals("no server runs on the data folder " + data, fails().getMessage());
    }
}
