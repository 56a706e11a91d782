package org.sotto.server.resource;

import static org.sotto.api.ProblemCode.BAD_SIZE;
import static org.sotto.api.ProblemCode.ID_CONFLICT;
import static org.sotto.api.ProblemCode.INTERNAL;
import static org.sotto.api.ProblemCode.MAILBOX_REFUSED;
import static org.sotto.api.ProblemCode.MALFORMED_REQUEST;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sotto.api.AckRequest;
import org.sotto.api.ApiLimits;
import org.sotto.api.MailboxKind;
import org.sotto.api.SendRequest;
import org.sotto.support.Person;
import org.sotto.support.TestDevice;
import org.sotto.support.TestMailbox;

/// Every status and code of `/v1/messages`; `MessageStorageTest` has those of the disk.
@QuarkusTest
class MessageResourceTest {
    static final byte[] BLOB = TestMailbox.blob(1, 2048);

    static final Call SEND =
            new Call("POST", "/v1/messages", true, TestMailbox.random().send(BLOB));
    private static final Call LIST = new Call("GET", "/v1/messages", true, null);
    static final Call ACK =
            new Call("POST", "/v1/messages/ack", true, new AckRequest(List.of(new byte[ApiLimits.MESSAGE_ID])));

    private final Scene scene;

    MessageResourceTest(Scene scene) {
        this.scene = scene;
    }

    @ParameterizedTest
    @MethodSource("lines")
    void answers(Case line) throws Exception {
        line.check(scene);
    }

    static Stream<Case> lines() {
        return Stream.of(
                        Stream.of(SEND, LIST, ACK).flatMap(Call::common),
                        sizes(),
                        mailboxes(),
                        lists(),
                        acknowledgments())
                .flatMap(lines -> lines);
    }

    private record Size(int type, int bytes) {
        byte[] blob() {
            return bytes == 0 ? new byte[0] : TestMailbox.blob(type, bytes);
        }
    }

    private static Stream<Case> sizes() {
        Stream<Case> good = Stream.of(
                        new Size(1, 2048),
                        new Size(1, 5120),
                        new Size(1, 11_136),
                        new Size(2, 5120),
                        new Size(2, 11_136),
                        new Size(1, ApiLimits.MAX_BLOB),
                        new Size(2, ApiLimits.MAX_BLOB))
                .map(size -> SEND.succeeds(202, size.toString(), s -> send(s, s.bobs(), size.blob())));
        Stream<Case> bad = Stream.of(
                        new Size(0, 0),
                        new Size(0, 2048),
                        new Size(3, 2048),
                        new Size(1, 1),
                        new Size(1, 2047),
                        new Size(1, 2049),
                        new Size(2, 2048),
                        new Size(1, 5119),
                        new Size(1, 11_137),
                        new Size(2, 11_135),
                        new Size(1, ApiLimits.MAX_BLOB - 1),
                        new Size(1, ApiLimits.MAX_BLOB + 1))
                .map(size -> SEND.refused(
                        422,
                        BAD_SIZE,
                        size.toString(),
                        s -> s.somebody().send(TestMailbox.random().send(size.blob()))));
        return Stream.concat(good, bad);
    }

    private static Response send(Scene scene, TestMailbox mailbox, byte[] blob) throws Exception {
        return scene.somebody().send(mailbox.send(blob));
    }

    private static Stream<Case> mailboxes() {
        return Stream.of(
                SEND.succeeds(
                        202,
                        "a first blob for a card's mailbox",
                        s -> send(s, s.bob().mailbox(MailboxKind.PUBLIC), TestMailbox.blob(2, 5120))),
                SEND.refused(
                        422,
                        BAD_SIZE,
                        "another one for a card's mailbox",
                        s -> send(s, s.bob().mailbox(MailboxKind.PUBLIC), TestMailbox.blob(1, 5120))),
                SEND.refused(404, MAILBOX_REFUSED, "an unknown mailbox", s -> send(s, TestMailbox.random(), BLOB)),
                SEND.refused(
                        404,
                        MAILBOX_REFUSED,
                        "a wrong secret",
                        s -> send(s, new TestMailbox(s.bobs().id(), new byte[32]), BLOB)),
                SEND.refused(404, MAILBOX_REFUSED, "a mailbox that is gone", s -> {
                    TestMailbox mailbox = s.bobs();
                    s.bob().delete(mailbox).then().statusCode(204);
                    return send(s, mailbox, BLOB);
                }),
                SEND.succeeds(202, "the same again", s -> sendTwice(s, BLOB, BLOB)),
                SEND.refused(
                        409,
                        ID_CONFLICT,
                        "the same id, other bytes",
                        s -> sendTwice(s, BLOB, TestMailbox.blob(1, 2048))),
                SEND.malformed("an id of 15 bytes", TestMailbox.random().send(new byte[15], BLOB)),
                SEND.malformed(
                        "a mailbox of 31 bytes", new SendRequest(new byte[16], new byte[31], new byte[32], BLOB)),
                SEND.malformed(
                        "a secret of 33 bytes", new SendRequest(new byte[16], new byte[32], new byte[33], BLOB)));
    }

    private static Response sendTwice(Scene scene, byte[] first, byte[] second) throws Exception {
        TestMailbox mailbox = scene.bobs();
        byte[] id = TestDevice.random(ApiLimits.MESSAGE_ID);
        scene.somebody().send(mailbox.send(id, first)).then().statusCode(202);
        return scene.somebody().send(mailbox.send(id, second));
    }

    private static Stream<Case> lists() {
        Stream<Case> good = Stream.of("", "?limit=1", "?limit=100")
                .map(query -> LIST.succeeds(200, "with " + query, s -> list(s.somebody(), query)));
        Stream<Case> bad = Stream.of("limit=0", "limit=101", "limit=x", "after=x", "after=AAAA")
                .map(query ->
                        LIST.refused(400, MALFORMED_REQUEST, "with " + query, s -> list(s.somebody(), "?" + query)));
        Case otherList = LIST.refused(400, MALFORMED_REQUEST, "the cursor of the mailboxes", s -> {
            s.bobs();
            s.bobs();
            String cursor = s.bob().call().get("/v1/mailboxes?limit=1").path("next");
            return list(s.bob(), "?after=" + cursor);
        });
        Case failing = LIST.refused(500, INTERNAL, "a message that waits, without pending_messages", s -> {
            s.somebody().send(s.bobs().send(BLOB)).then().statusCode(202);
            return s.without("pending_messages", () -> list(s.bob(), ""));
        });
        return Stream.of(good, bad, Stream.of(otherList, failing)).flatMap(lines -> lines);
    }

    private static Response list(Person person, String query) {
        return person.call().get("/v1/messages" + query);
    }

    private static Stream<Case> acknowledgments() {
        List<byte[]> many = IntStream.rangeClosed(0, ApiLimits.ACK_BATCH)
                .mapToObj(i -> TestDevice.random(ApiLimits.MESSAGE_ID))
                .toList();
        return Stream.of(
                ACK.succeeds(
                        200, "256 unknown ones", s -> s.somebody().acknowledge(many.subList(0, ApiLimits.ACK_BATCH))),
                ACK.malformed("257", new AckRequest(many)),
                ACK.malformed("none", new AckRequest(List.of())),
                ACK.malformed("an id of 17 bytes", new AckRequest(List.of(new byte[17]))));
    }
}
