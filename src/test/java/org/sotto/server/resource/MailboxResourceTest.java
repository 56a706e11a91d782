package org.sotto.server.resource;

import static org.sotto.api.ProblemCode.ALREADY_EXISTS;
import static org.sotto.api.ProblemCode.MALFORMED_REQUEST;
import static org.sotto.api.ProblemCode.NOT_FOUND;
import static org.sotto.api.ProblemCode.RATE_LIMITED;
import static org.sotto.api.ProblemCode.UNAVAILABLE;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sotto.api.ApiLimits;
import org.sotto.api.MailboxKind;
import org.sotto.api.MailboxRequest;
import org.sotto.support.Person;
import org.sotto.support.TestMailbox;

/// Every status and code of `/v1/mailboxes`.
@QuarkusTest
class MailboxResourceTest {
    private static final Call CREATE =
            new Call("POST", "/v1/mailboxes", true, TestMailbox.random().request(MailboxKind.CONTACT));
    private static final Call LIST = new Call("GET", "/v1/mailboxes", true, null);
    private static final Call DELETE = new Call("DELETE", "/v1/mailboxes/{mailbox}", true, null);

    private final Scene scene;

    MailboxResourceTest(Scene scene) {
        this.scene = scene;
    }

    @ParameterizedTest
    @MethodSource("lines")
    void answers(Case line) throws Exception {
        line.check(scene);
    }

    static Stream<Case> lines() {
        return Stream.of(CREATE.common(), creations(), taken(), LIST.common(), lists(), DELETE.common(), deletions())
                .flatMap(lines -> lines);
    }

    private static Stream<Case> creations() {
        byte[] id = new byte[32];
        byte[] hash = new byte[64];
        return Stream.of(
                CREATE.succeeds(
                        201, "a public one", s -> s.somebody().create(TestMailbox.random(), MailboxKind.PUBLIC)),
                CREATE.succeeds(
                        201, "one for a contact", s -> s.somebody().create(TestMailbox.random(), MailboxKind.CONTACT)),
                CREATE.succeeds(201, "the same again", s -> {
                    TestMailbox mailbox = s.somebody().mailbox(MailboxKind.CONTACT);
                    return s.somebody().create(mailbox, MailboxKind.CONTACT);
                }),
                CREATE.malformed("no kind", Map.of("mailbox", text(id), "send_secret_hash", text(hash))),
                CREATE.malformed(
                        "a kind that is none",
                        Map.of("mailbox", text(id), "send_secret_hash", text(hash), "kind", "other")),
                CREATE.malformed("an id of 31 bytes", new MailboxRequest(new byte[31], hash, MailboxKind.PUBLIC)),
                CREATE.malformed("a hash of 32 bytes", new MailboxRequest(id, new byte[32], MailboxKind.PUBLIC)),
                CREATE.succeeds(201, "the 2,000th", s -> createAfter(ApiLimits.MAILBOXES - 1, s)),
                CREATE.refused(429, RATE_LIMITED, "the 2,001st", s -> createAfter(ApiLimits.MAILBOXES, s))
                        .waits(3600, 3600),
                CREATE.fails("mailboxes"));
    }

    private static Response createAfter(int present, Scene scene) throws Exception {
        scene.bobs();
        scene.database.addMailboxes(present - 1);
        return scene.bob().create(TestMailbox.random(), MailboxKind.CONTACT);
    }

    /// An id stands for one mailbox, for ever.
    private static Stream<Case> taken() {
        return Stream.of(
                CREATE.refused(409, ALREADY_EXISTS, "another kind", s -> {
                    TestMailbox mailbox = s.somebody().mailbox(MailboxKind.CONTACT);
                    return s.somebody().create(mailbox, MailboxKind.PUBLIC);
                }),
                CREATE.refused(409, ALREADY_EXISTS, "another secret", s -> {
                    TestMailbox mailbox = s.somebody().mailbox(MailboxKind.CONTACT);
                    return s.somebody().create(new TestMailbox(mailbox.id(), new byte[32]), MailboxKind.CONTACT);
                }),
                CREATE.refused(
                        409, ALREADY_EXISTS, "another's", s -> s.somebody().create(s.bobs(), MailboxKind.CONTACT)),
                CREATE.refused(409, ALREADY_EXISTS, "a deleted one", s -> createAgain(s.somebody(), s.somebody())),
                CREATE.refused(409, ALREADY_EXISTS, "another's deleted one", s -> createAgain(s.bob(), s.somebody())),
                CREATE.refused(409, ALREADY_EXISTS, "one of a deleted device", s -> {
                    TestMailbox mailbox = s.bobs();
                    s.bob().leave().then().statusCode(204);
                    return s.somebody().create(mailbox, MailboxKind.CONTACT);
                }));
    }

    private static Response createAgain(Person before, Person after) {
        TestMailbox mailbox = before.mailbox(MailboxKind.CONTACT);
        before.delete(mailbox).then().statusCode(204);
        return after.create(mailbox, MailboxKind.CONTACT);
    }

    private static Stream<Case> lists() {
        Stream<Case> good = Stream.of("", "?limit=1", "?limit=100")
                .map(query -> LIST.succeeds(200, "with " + query, s -> list(s.somebody(), query)));
        Stream<Case> bad = Stream.of(
                        "limit=0", "limit=101", "limit=-1", "limit=x", "limit=1.5", "after=x", "after=AAAA")
                .map(query ->
                        LIST.refused(400, MALFORMED_REQUEST, "with " + query, s -> list(s.somebody(), "?" + query)));
        Case others = LIST.refused(400, MALFORMED_REQUEST, "another's cursor", s -> {
            s.bobs();
            s.bobs();
            String cursor = list(s.bob(), "?limit=1").path("next");
            list(s.bob(), "?after=" + cursor).then().statusCode(200);
            return list(s.somebody(), "?after=" + cursor);
        });
        return Stream.of(good, bad, Stream.of(others, LIST.fails("mailboxes"))).flatMap(lines -> lines);
    }

    private static Response list(Person person, String query) {
        return person.call().get("/v1/mailboxes" + query);
    }

    private static Stream<Case> deletions() {
        Stream<Case> bad = Stream.of("x", "AAAA", "%21%21%21%21")
                .map(id -> DELETE.refused(
                        400,
                        MALFORMED_REQUEST,
                        id,
                        s -> s.somebody().call().urlEncodingEnabled(false).delete("/v1/mailboxes/" + id)));
        Stream<Case> others = Stream.of(
                DELETE.succeeds(204, "the own one", s -> s.bob().delete(s.bobs())),
                DELETE.refused(404, NOT_FOUND, "another's", s -> s.somebody().delete(s.bobs())),
                DELETE.refused(
                        404, NOT_FOUND, "one that never was", s -> s.somebody().delete(TestMailbox.random())),
                DELETE.refused(404, NOT_FOUND, "one that is gone", s -> {
                    TestMailbox mailbox = s.bobs();
                    s.bob().delete(mailbox).then().statusCode(204);
                    return s.bob().delete(mailbox);
                }),
                DELETE.refused(503, UNAVAILABLE, "the writer fails", s -> {
                    TestMailbox mailbox = s.bobs();
                    s.somebody().send(mailbox.send(TestMailbox.blob(1, 2048)));
                    return s.refusing(
                            "DELETE ON pending_messages", () -> s.bob().delete(mailbox));
                }),
                DELETE.fails("mailboxes"));
        return Stream.concat(bad, others);
    }

    private static String text(byte[] bytes) {
        return java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
