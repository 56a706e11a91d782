package org.sotto.server.resource.admin;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sotto.api.ProblemCode.INTERNAL;
import static org.sotto.api.ProblemCode.MALFORMED_REQUEST;
import static org.sotto.api.ProblemCode.METHOD_NOT_ALLOWED;
import static org.sotto.api.ProblemCode.NOT_FOUND;
import static org.sotto.api.ProblemCode.TOO_LARGE;
import static org.sotto.api.ProblemCode.UNAUTHENTICATED;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sotto.api.ApiJson;
import org.sotto.api.CertificateInfo;
import org.sotto.crypto.primitive.Hash;
import org.sotto.protocol.Invitation;
import org.sotto.server.resource.Call;
import org.sotto.server.resource.Case;
import org.sotto.server.resource.Scene;
import org.sotto.support.TestDevice;
import org.sotto.support.TestServer;
import org.sotto.support.TlsConnection;

/// Every status and code of the operator's interface, and what its calls bring about.
@QuarkusTest
class AdminRoutesTest {
    private static final Call INVITE = call("POST", "/admin/invitations");
    private static final Call RENEW = call("POST", "/admin/certificate/renew");
    private static final Call AUDIT = call("GET", "/admin/audit");
    private static final Call VERIFY = call("GET", "/admin/audit/verification");
    private static final Call BACKUP = call("POST", "/admin/backup");
    private static final Call HEALTH = call("GET", "/q/health");
    private static final Call METRICS = call("GET", "/q/metrics");

    private final TestServer server;
    private final Scene scene;

    AdminRoutesTest(TestServer server, Scene scene) {
        this.server = server;
        this.scene = scene;
    }

    @ParameterizedTest
    @MethodSource("lines")
    void answers(Case line) throws Exception {
        line.check(scene);
    }

    static Stream<Case> lines() {
        return Stream.of(successes(), withoutTheSecret(), withTheSecret()).flatMap(lines -> lines);
    }

    private static Stream<Case> successes() {
        return Stream.of(
                INVITE.succeeds(200, "the operator", s -> s.rest.operator().post(INVITE.path())),
                RENEW.succeeds(200, "the operator", s -> s.rest.operator().post(RENEW.path())),
                AUDIT.succeeds(200, "the operator", s -> s.rest.operator().get(AUDIT.path())),
                AUDIT.succeeds(200, "since a time", s -> s.rest.operator().get(since("2026-11-23T12:00:00Z"))),
                VERIFY.succeeds(200, "the operator", s -> s.rest.operator().get(VERIFY.path())),
                HEALTH.succeeds(200, "anybody", s -> s.rest.management().get(HEALTH.path())));
    }

    private static Stream<Case> withoutTheSecret() {
        return Stream.of(INVITE, RENEW, AUDIT, VERIFY, BACKUP, METRICS, call("GET", "/admin"), call("GET", "/"))
                .flatMap(call -> Stream.of(
                        call.refused(
                                401,
                                UNAUTHENTICATED,
                                "no secret",
                                s -> s.rest.management().request(call.method(), call.path())),
                        call.refused(
                                401,
                                UNAUTHENTICATED,
                                "a wrong secret",
                                s -> s.rest.management()
                                        .header("Authorization", "Bearer wrong")
                                        .request(call.method(), call.path()))));
    }

    private static Stream<Case> withTheSecret() {
        Stream<Case> nothing = Stream.of(call("GET", "/admin/nowhere"), call("GET", "/v1/server"))
                .map(call -> call.refused(
                        404,
                        NOT_FOUND,
                        "nothing is there",
                        s -> s.rest.operator().get(call.path())));
        Stream<Case> calls = Stream.of(INVITE, RENEW).flatMap(call -> refused(call, "GET"));
        Stream<Case> questions = Stream.of(AUDIT, VERIFY).flatMap(call -> refused(call, "POST"));
        Stream<Case> keys = Stream.of(0, 79, 81)
                .map(size -> BACKUP.refused(
                        400, MALFORMED_REQUEST, "a key of " + size + " bytes", s -> backup(s, new byte[size])));
        return Stream.of(nothing, calls, questions, badQueries(), keys, backups())
                .flatMap(lines -> lines);
    }

    private static Stream<Case> refused(Call call, String otherMethod) {
        return Stream.of(
                call.refused(
                        405,
                        METHOD_NOT_ALLOWED,
                        "another method",
                        s -> s.rest.operator().request(otherMethod, call.path())),
                call.refused(
                        413,
                        TOO_LARGE,
                        "a byte above the limit",
                        s -> s.rest.operator().body(" ".repeat(1600 * 1024 + 1)).post(call.path())),
                call.refused(500, INTERNAL, "without the audit log", s -> {
                    RequestSpecification operator = s.rest.operator();
                    return s.without("audit_log", () -> operator.request(call.method(), call.path()));
                }));
    }

    private static Stream<Case> backups() {
        return Stream.of(
                BACKUP.refused(
                        405,
                        METHOD_NOT_ALLOWED,
                        "another method",
                        s -> s.rest.operator().get(BACKUP.path())),
                BACKUP.refused(413, TOO_LARGE, "a byte above the limit", s -> backup(s, new byte[1600 * 1024 + 1])),
                BACKUP.refused(
                        500,
                        INTERNAL,
                        "without the audit log",
                        s -> s.without("audit_log", () -> backup(s, new byte[80]))));
    }

    private static Response backup(Scene scene, byte[] key) throws IOException {
        return scene.rest
                .operator()
                .contentType("application/octet-stream")
                .body(key)
                .post(BACKUP.path());
    }

    private static Stream<Case> badQueries() {
        return Stream.of(
                        "since=yesterday",
                        "since=2026-11-23",
                        "since=",
                        "after=x",
                        "after=",
                        "after=99999999999999999999")
                .map(query -> AUDIT.refused(
                        400, MALFORMED_REQUEST, query, s -> s.rest.operator().get(AUDIT.path() + "?" + query)));
    }

    private static String since(String time) {
        return AUDIT.path() + "?since=" + time;
    }

    private static Call call(String method, String path) {
        return new Call(method, path, false, null);
    }

    @Test
    void anInvitationNamesTheServerAndRegistersADevice() throws IOException {
        String link = scene.rest
                .operator()
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
                        scene.rest
                                .operator()
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

    @Test
    void theAuditLogTellsOfCallsWithoutTheSecretAndIsWhole() throws IOException {
        long before = refused();
        scene.rest.management().get(AUDIT.path()).then().statusCode(401);
        assertEquals(before + 1, refused());
        scene.rest.operator().get(VERIFY.path()).then().body("intact", is(true)).body("bad_row", nullValue());
    }

    private long refused() throws IOException {
        List<Integer> counts = scene.rest
                .operator()
                .get(AUDIT.path())
                .then()
                .statusCode(200)
                .extract()
                .path("items.findAll { it.event == 'operator-refused' }.count");
        return counts.stream().mapToLong(Integer::longValue).sum();
    }

    @Test
    void noRowOfAnEarlierHourAnswersToSince() throws IOException {
        Instant nextHour = Instant.now().plus(Duration.ofHours(1));
        scene.rest
                .operator()
                .get(since(nextHour.toString()))
                .then()
                .statusCode(200)
                .body("items.size()", is(0));
        scene.rest
                .operator()
                .get(since(nextHour.minus(Duration.ofDays(1)).toString()))
                .then()
                .statusCode(200)
                .body("items.size()", greaterThan(0));
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

    @Test
    void aBackupIsAnAnswerOfBytes() throws IOException {
        byte[] made = backup(scene, new byte[80])
                .then()
                .statusCode(200)
                .contentType("application/octet-stream")
                .extract()
                .asByteArray();
        assertEquals("SottoSB\u0001", new String(made, 0, 8, java.nio.charset.StandardCharsets.ISO_8859_1));
    }

    @Test
    void theMetricsNeedTheSecretAndAreNoJson() throws IOException {
        scene.rest.operator().get("/q/metrics").then().statusCode(200).body(containsString("jvm_"));
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
