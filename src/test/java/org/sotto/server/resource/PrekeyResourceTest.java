package org.sotto.server.resource;

import static org.sotto.api.ProblemCode.MAILBOX_REFUSED;
import static org.sotto.api.ProblemCode.NOT_FOUND;
import static org.sotto.api.ProblemCode.PREKEY_REFUSED;
import static org.sotto.api.ProblemCode.RATE_LIMITED;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sotto.api.ApiLimits;
import org.sotto.api.BundleRequest;
import org.sotto.api.PrekeyUpload;
import org.sotto.crypto.key.IdentityKeyPair;
import org.sotto.support.Person;
import org.sotto.support.TestDevice;
import org.sotto.support.TestPrekeys;

/// Every status and code of `/v1/prekeys`.
@QuarkusTest
class PrekeyResourceTest {
    private static final long DAY = 24L * 3600 * 1000;
    private static final byte[] ONE_TIME = new byte[ApiLimits.ONE_TIME_PREKEY];

    private static final Call PUT = new Call("PUT", "/v1/prekeys", true, new PrekeyUpload(null, List.of()));
    private static final Call COUNT = new Call("GET", "/v1/prekeys/count", true, null);
    private static final Call FETCH =
            new Call("POST", "/v1/prekeys/fetch", true, new BundleRequest(new byte[32], new byte[32]));

    private final Scene scene;

    PrekeyResourceTest(Scene scene) {
        this.scene = scene;
    }

    @ParameterizedTest
    @MethodSource("lines")
    void answers(Case line) throws Exception {
        line.check(scene);
    }

    static Stream<Case> lines() {
        Stream<Case> counts = Stream.of(
                COUNT.succeeds(200, "none", s -> s.somebody().call().get("/v1/prekeys/count")),
                COUNT.fails("registered_devices"));
        return Stream.of(
                        Stream.of(PUT, COUNT, FETCH).flatMap(Call::common),
                        uploads(),
                        refusedUploads(),
                        counts,
                        fetches(),
                        tooManyFetches())
                .flatMap(lines -> lines);
    }

    private static Stream<Case> uploads() {
        return Stream.of(
                PUT.succeeds(200, "none", s -> put(s.somebody(), null, List.of())),
                PUT.succeeds(
                        200,
                        "a signed one and a batch",
                        s -> put(s.bob(), TestPrekeys.upload(identity(s.bob()), ApiLimits.ONE_TIME_BATCH))),
                PUT.malformed("a signed one of 2,901 bytes", new PrekeyUpload(new byte[2901], List.of())),
                PUT.malformed("a one-time one of 1,667 bytes", new PrekeyUpload(null, List.of(new byte[1667]))),
                PUT.malformed(
                        "101 one-time ones",
                        new PrekeyUpload(null, Collections.nCopies(ApiLimits.ONE_TIME_BATCH + 1, ONE_TIME))),
                PUT.fails("registered_devices"));
    }

    private static Stream<Case> refusedUploads() {
        long now = System.currentTimeMillis();
        return Stream.of(
                unsigned("a signed one of another identity", s -> putSigned(s, stranger(), now)),
                unsigned(
                        "a one-time one of another identity",
                        s -> put(s.somebody(), null, TestPrekeys.oneTime(stranger(), 1, 1))),
                unsigned("an expired one", s -> putSigned(s, identity(s.somebody()), now - 22 * DAY)),
                unsigned("one of tomorrow", s -> putSigned(s, identity(s.somebody()), now + DAY)),
                unsigned("one of another version", s -> {
                    byte[] record = TestPrekeys.signed(identity(s.somebody()), 1, now);
                    record[0] = 9;
                    return put(s.somebody(), record, List.of());
                }),
                unsigned("one that is older than the present one", s -> {
                    put(s.bob(), TestPrekeys.signed(identity(s.bob()), 2, now), List.of());
                    return put(s.bob(), TestPrekeys.signed(identity(s.bob()), 1, now - 1000), List.of());
                }),
                unsigned("an id that stands for another", s -> {
                    put(s.bob(), null, TestPrekeys.oneTime(identity(s.bob()), 1, 1));
                    return put(s.bob(), null, TestPrekeys.oneTime(identity(s.bob()), 1, 1));
                }),
                unsigned("one above 200", s -> {
                    put(s.bob(), null, TestPrekeys.oneTime(identity(s.bob()), 1, 100));
                    put(s.bob(), null, TestPrekeys.oneTime(identity(s.bob()), 101, 100));
                    return put(s.bob(), null, TestPrekeys.oneTime(identity(s.bob()), 201, 1));
                }));
    }

    private static Case unsigned(String when, Case.RestAsk ask) {
        return PUT.refused(422, PREKEY_REFUSED, when, ask);
    }

    private static IdentityKeyPair identity(Person person) {
        return person.device().identity();
    }

    private static IdentityKeyPair stranger() {
        return new TestDevice(new byte[32]).identity();
    }

    private static Response putSigned(Scene scene, IdentityKeyPair identity, long created) throws Exception {
        return put(scene.somebody(), TestPrekeys.signed(identity, 1, created), List.of());
    }

    private static Response put(Person person, byte[] signed, List<byte[]> oneTime) {
        return put(person, new PrekeyUpload(signed, oneTime));
    }

    private static Response put(Person person, PrekeyUpload upload) {
        return person.call().body(upload).put("/v1/prekeys");
    }

    private static Stream<Case> fetches() {
        return Stream.of(
                FETCH.succeeds(200, "a card's mailbox", s -> fetch(s.somebody(), mailbox(s))),
                FETCH.refused(
                        404,
                        MAILBOX_REFUSED,
                        "an unknown mailbox",
                        s -> fetch(s.somebody(), new BundleRequest(TestDevice.random(32), new byte[32]))),
                FETCH.refused(
                        404,
                        MAILBOX_REFUSED,
                        "a wrong secret",
                        s -> fetch(s.somebody(), new BundleRequest(mailbox(s).mailbox(), new byte[32]))),
                FETCH.refused(
                        404,
                        NOT_FOUND,
                        "nobody's prekeys",
                        s -> fetch(
                                s.somebody(),
                                s.server.publicMailbox(s.somebody().device()))),
                FETCH.malformed("a mailbox of 31 bytes", new BundleRequest(new byte[31], new byte[32])),
                FETCH.malformed("a secret of 33 bytes", new BundleRequest(new byte[32], new byte[33])),
                FETCH.fails("mailboxes"));
    }

    private static Stream<Case> tooManyFetches() {
        return Stream.of(
                FETCH.refused(429, RATE_LIMITED, "a mailbox for the seventh time", s -> {
                            BundleRequest mailbox = mailbox(s);
                            fetchTimes(6, s.somebody(), mailbox, 200);
                            return fetch(s.somebody(), mailbox);
                        })
                        .waits(500, 601),
                FETCH.refused(429, RATE_LIMITED, "somebody for the 121st time", s -> {
                            BundleRequest unknown = new BundleRequest(TestDevice.random(32), new byte[32]);
                            fetchTimes(120, s.bob(), unknown, 404);
                            return fetch(s.bob(), unknown);
                        })
                        .waits(1, 31));
    }

    /// A mailbox of Bob, who has a signed prekey.
    private static BundleRequest mailbox(Scene scene) throws Exception {
        put(scene.bob(), TestPrekeys.upload(identity(scene.bob()), 0)).then().statusCode(200);
        return scene.server.publicMailbox(scene.bob().device());
    }

    private static void fetchTimes(int count, Person person, BundleRequest mailbox, int status) {
        for (int i = 0; i < count; i++) {
            fetch(person, mailbox).then().statusCode(status);
        }
    }

    private static Response fetch(Person person, BundleRequest mailbox) {
        return person.call().body(mailbox).post("/v1/prekeys/fetch");
    }
}
