package org.sotto.server.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.sotto.support.Rest;
import org.sotto.support.TestServer;

/// The metrics count what happens, to the operator alone, and name nobody.
@QuarkusTest
class MetricsTest {
    /// What a label may say. One that does not stand here fails the test.
    private static final Map<String, Predicate<String>> LABELS = labels();

    private final TestServer server;
    private final Rest rest;
    private final FullRun run;
    private final MeterRegistry registry;

    MetricsTest(TestServer server, Rest rest, FullRun run, MeterRegistry registry) {
        this.server = server;
        this.rest = rest;
        this.run = run;
        this.registry = registry;
    }

    private static Map<String, Predicate<String>> labels() {
        Map<String, Predicate<String>> labels = new TreeMap<>();
        labels.put(
                "event",
                oneOf("stored delivered acknowledged expired server-started server-stopped invitation-made"
                        + " invitation-refused device-registered device-removed session-made proof-refused"
                        + " identity-rotated certificate-renewed rate-limited operator-refused log-trimmed log-restarted"
                        + " device-revoked attestation-lapsed backup-made device-expired"));
        labels.put(
                "reason",
                oneOf(
                        "too-many handshake-failed handshake-given-up handshake-timeout slow-header slow-body mailbox-full"
                                + " inflow mailbox-refused id-conflict bad-size unavailable"));
        labels.put("limit", oneOf("messages inflow bundles strangers"));
        labels.put("method", oneOf("GET HEAD POST PUT DELETE OPTIONS PATCH"));
        labels.put("status", matching("[1-5]\\d\\d"));
        labels.put("outcome", oneOf("INFORMATIONAL SUCCESS REDIRECTION CLIENT_ERROR SERVER_ERROR"));
        labels.put("uri", matching("NOT_FOUND|(/(v1|admin|[a-z]+|\\{[a-z]+}))+"));
        labels.put("url_scheme", oneOf("http https"));
        labels.put("le", matching("\\+Inf|[0-9.]+"));
        // of the virtual machine and of the framework, which know no users
        labels.put("area", oneOf("heap nonheap"));
        labels.put("state", matching("[a-z-]+"));
        labels.put("action", matching("end of (minor|major) GC"));
        labels.put("cause", matching("[A-Za-z .()]+"));
        labels.put("pool", oneOf("long-lived"));
        labels.put("gc", matching("[A-Za-z0-9 ]+"));
        labels.put("id", matching("[A-Za-z0-9 '-]+"));
        labels.put("name", matching("vert\\.x-(eventloop|acceptor)-thread-\\d+|(vertx-)?(un)?pooled"));
        labels.put("executor", oneOf("acceptor eventLoop"));
        labels.put("allocator_type", matching("(Unp|P)ooledByteBufAllocator"));
        labels.put("memory_type", oneOf("heap direct"));
        labels.put("cache_type", oneOf("small normal"));
        labels.put("pool_name", matching("vert\\.x-[a-z-]+"));
        labels.put("pool_type", oneOf("worker"));
        labels.put("runtime", matching("[A-Za-z ]+"));
        labels.put("vendor", matching("[A-Za-z ]+"));
        labels.put("version", matching("[0-9.+A-Za-z-]+"));
        labels.put("datasource", oneOf("sqlite"));
        return labels;
    }

    private static Predicate<String> oneOf(String words) {
        return Set.of(words.split(" "))::contains;
    }

    private static Predicate<String> matching(String pattern) {
        return Pattern.compile(pattern).asMatchPredicate();
    }

    private Exposition metrics() throws IOException {
        return new Exposition(rest.operator()
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    /// Values of labels that nothing above allows, by the label.
    private static Map<String, TreeSet<String>> strange(Exposition metrics) {
        Map<String, TreeSet<String>> strange = new LinkedHashMap<>();
        metrics.labels().forEach((label, values) -> {
            TreeSet<String> rest = new TreeSet<>(values);
            rest.removeIf(LABELS.getOrDefault(label, value -> false));
            if (!rest.isEmpty()) {
                strange.put(label, rest);
            }
        });
        return strange;
    }

    @Test
    void afterAFullRunTheyCountAndNameNobody() throws Exception {
        Exposition before = metrics();
        run.run();
        Map<String, Double> expected = expected();
        Exposition after = settled(before, expected);
        assertEquals(Map.of(), strange(after));
        assertEquals(List.of(), run.needles().in(after.text()));
        assertEquals(expected, after.since(before, List.copyOf(expected.keySet())));
        assertTrue(after.value("sotto_write_seconds_count") >= before.value("sotto_write_seconds_count") + 5);
        assertTrue(after.value("sotto_database_bytes") > 0);
        assertTrue(after.value("sotto_disk_free_bytes") > 0);
        assertTrue(after.value("sotto_audit_rows") > before.value("sotto_audit_rows"));
        assertTrue(after.value("sotto_certificate_expiry_timestamp_seconds")
                > Instant.now().getEpochSecond());
    }

    /// A stream that was closed here is closed there a little later.
    private Exposition settled(Exposition before, Map<String, Double> expected) throws IOException {
        Exposition now = metrics();
        for (int i = 0;
                i < 500 && !now.since(before, List.copyOf(expected.keySet())).equals(expected);
                i++) {
            now = metrics();
        }
        return now;
    }

    private static Map<String, Double> expected() {
        Map<String, Double> expected = new LinkedHashMap<>();
        expected.put("sotto_messages_total{event=\"stored\"}", 3.0);
        expected.put("sotto_messages_total{event=\"delivered\"}", 2.0);
        expected.put("sotto_messages_total{event=\"acknowledged\"}", 2.0);
        expected.put("sotto_messages_total{event=\"expired\"}", 0.0);
        expected.put("sotto_messages_refused_total{reason=\"mailbox-refused\"}", 2.0);
        expected.put("sotto_messages_refused_total{reason=\"bad-size\"}", 1.0);
        expected.put("sotto_messages_waiting", 0.0);
        expected.put("sotto_messages_waiting_bytes", 0.0);
        expected.put("sotto_write_queue_bytes", 0.0);
        expected.put("sotto_streams_open", 0.0);
        expected.put("sotto_challenges_total", 6.0);
        expected.put("sotto_security_events_total{event=\"session-made\"}", 2.0);
        expected.put("sotto_security_events_total{event=\"proof-refused\"}", 1.0);
        expected.put("sotto_security_events_total{event=\"invitation-refused\"}", 1.0);
        expected.put("sotto_security_events_total{event=\"device-registered\"}", 2.0);
        expected.put("sotto_security_events_total{event=\"device-removed\"}", 1.0);
        expected.put("sotto_security_events_total{event=\"device-revoked\"}", 1.0);
        expected.put("sotto_security_events_total{event=\"operator-refused\"}", 2.0);
        expected.put("sotto_commit_failures_total", 0.0);
        return expected;
    }

    /// The control: what the search would find, each in each of its forms.
    @Test
    void whatWouldNameSomebodyIsFound() throws Exception {
        run.run();
        Exposition metrics = metrics();
        run.needles()
                .forms()
                .forEach(form -> assertTrue(
                        run.needles()
                                .in(metrics.text() + "x{a=\"" + form.getValue() + "\"} 1\n")
                                .contains(form.getKey()),
                        form.getKey()));
        Counter planted = registry.counter("sotto.planted", "event", "mB0JFmGq", "who", "alice");
        try {
            assertEquals(Set.of("event", "who"), strange(metrics()).keySet());
        } finally {
            registry.remove(planted);
        }
    }

    @Test
    void aStrangersMethodsAndPathsTakeNoRoom() throws IOException {
        int before = registry.getMeters().size();
        for (int i = 0; i < 50; i++) {
            rest.stranger()
                    .request("METHOD" + (char) ('A' + i % 26) + i, "/v1/server")
                    .then()
                    .statusCode(405);
            rest.stranger().get("/some/path/" + i).then().statusCode(404);
            rest.management().get("/some/path/" + i).then().statusCode(401);
        }
        assertTrue(
                registry.getMeters().size() <= before + 3,
                "more meters than before: " + metrics().text());
        assertEquals(Map.of(), strange(metrics()));
    }

    @Test
    void theyAreForTheOperatorAlone() {
        rest.stranger().get("/q/metrics").then().statusCode(404);
        String refusal = rest.management()
                .get("/q/metrics")
                .then()
                .statusCode(401)
                .extract()
                .asString();
        assertFalse(refusal.contains("sotto_"));
    }

    @Test
    void aCollectorsSecretOpensThemAndNothingElse() throws IOException {
        Path file = server.data("metrics").resolve("token");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
        String bearer = "Bearer " + Files.readString(file).strip();
        collector(bearer).get("/q/metrics").then().statusCode(200);
        collector(bearer).get("/admin/devices").then().statusCode(401);
        collector(bearer).get("/admin/audit").then().statusCode(401);
        collector(bearer).post("/admin/invitations").then().statusCode(401);
        collector(bearer).post("/admin/backup").then().statusCode(401);
        collector(bearer + "x").get("/q/metrics").then().statusCode(401);
    }

    private RequestSpecification collector(String bearer) {
        return rest.management().header("Authorization", bearer);
    }
}
