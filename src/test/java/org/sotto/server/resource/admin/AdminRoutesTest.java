package org.sotto.server.resource.admin;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sotto.api.ApiJson;
import org.sotto.api.CertificateInfo;
import org.sotto.crypto.primitive.Hash;
import org.sotto.protocol.Invitation;
import org.sotto.support.TestDevice;
import org.sotto.support.TestServer;
import org.sotto.support.TlsConnection;

@QuarkusTest
class AdminRoutesTest {
    private final TestServer server;

    AdminRoutesTest(TestServer server) {
        this.server = server;
    }

    private RequestSpecification operator() throws IOException {
        String token = Files.readString(server.data("admin.token")).strip();
        return server.management().header("Authorization", "Bearer " + token);
    }

    @Test
    void anInvitationNamesTheServerAndRegistersADevice() throws IOException {
        String link = operator()
                .post("/admin/invitations")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .extract()
                .path("link");
        Invitation invitation = Invitation.parse(link);
        assertArrayEquals(server.serverId(), invitation.server().serverId());
        assertEquals(server.httpsPort(), invitation.server().port());
        X509Certificate shown = certificate();
        assertArrayEquals(
                Hash.sha256(shown.getPublicKey().getEncoded()),
                invitation.server().pin());
        try (TlsConnection connection = server.connect()) {
            assertEquals(
                    201,
                    new TestDevice(server.serverId())
                            .register(connection, invitation.code())
                            .status());
        }
    }

    @Test
    void aRenewedCertificateIsShownAtOnceAndKeepsItsKey() throws Exception {
        X509Certificate before = shown();
        CertificateInfo renewed = ApiJson.client()
                .readValue(
                        operator()
                                .post("/admin/certificate/renew")
                                .then()
                                .statusCode(200)
                                .extract()
                                .asByteArray(),
                        CertificateInfo.class);
        X509Certificate after = shown();
        assertTrue(renewed.active());
        assertNotEquals(before.getSerialNumber(), after.getSerialNumber());
        assertEquals(before.getPublicKey(), after.getPublicKey());
        assertArrayEquals(Hash.sha256(after.getPublicKey().getEncoded()), renewed.pin());
        assertTrue(renewed.notAfter().isAfter(Instant.now().plus(Duration.ofDays(390))));
        assertEquals(certificate(), after, "the file and the endpoint show the same one");
    }

    private X509Certificate certificate() throws IOException {
        try {
            KeyStore store = server.trustStore();
            return (X509Certificate) store.getCertificate("sotto");
        } catch (java.security.KeyStoreException e) {
            throw new IOException(e);
        }
    }

    private X509Certificate shown() throws IOException {
        try (TlsConnection connection = server.connect()) {
            return (X509Certificate) connection.session().getPeerCertificates()[0];
        }
    }

    @ParameterizedTest
    @CsvSource({"POST,/admin/invitations", "POST,/admin/certificate/renew", "GET,/q/metrics", "GET,/admin", "GET,/"})
    void withoutTheSecretNothingIsToldButTheHealth(String method, String path) {
        server.management()
                .request(method, path)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("code", is("unauthenticated"));
        server.management()
                .header("Authorization", "Bearer wrong")
                .request(method, path)
                .then()
                .statusCode(401);
    }

    @Test
    void unknownPathsAreProblems() throws IOException {
        operator()
                .get("/admin/nowhere")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", is("not-found"));
        operator().get("/admin/invitations").then().statusCode(405).body("code", is("method-not-allowed"));
    }

    @Test
    void healthNeedsNoSecretAndMetricsDo() throws IOException {
        server.management().get("/q/health").then().statusCode(200).body("status", is("UP"));
        operator().get("/q/metrics").then().statusCode(200).body(containsString("jvm_"));
    }

    @Test
    void theManagementInterfaceIsNotOnTheTlsPortNorTheApiOnItsPort() throws IOException {
        server.https().post("/admin/invitations").then().statusCode(404);
        server.https().get("/q/health").then().statusCode(404);
        server.https().get("/q/metrics").then().statusCode(404);
        operator().get("/v1/server").then().statusCode(404);
    }

    @Test
    void theSecretsAreFilesThatOnlyTheOwnerReads() throws IOException {
        for (String name : new String[] {"admin.token", "database.key", "identity.key", "tls.key", "sotto.db"}) {
            assertEquals(
                    "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(server.data(name))), name);
        }
        assertFalse(Files.readString(server.data("admin.token")).isBlank());
    }
}
