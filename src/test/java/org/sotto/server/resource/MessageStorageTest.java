package org.sotto.server.resource;

import static org.sotto.api.ProblemCode.MAILBOX_FULL;
import static org.sotto.api.ProblemCode.UNAVAILABLE;
import static org.sotto.server.resource.MessageResourceTest.ACK;
import static org.sotto.server.resource.MessageResourceTest.BLOB;
import static org.sotto.server.resource.MessageResourceTest.SEND;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sotto.api.ApiLimits;
import org.sotto.api.SendRequest;
import org.sotto.support.TestMailbox;

/// What a sender and a recipient are told when there is no room, and when nothing can be written.
@QuarkusTest
class MessageStorageTest {
    private static final long MAILBOX_BYTES = 128L << 20;

    private final Scene scene;

    MessageStorageTest(Scene scene) {
        this.scene = scene;
    }

    @ParameterizedTest
    @MethodSource("lines")
    void answers(Case line) throws Exception {
        line.check(scene);
    }

    static Stream<Case> lines() {
        return Stream.concat(full(), unwritten());
    }

    private static Stream<Case> full() {
        int messages = ApiLimits.MAILBOX_MESSAGES;
        return Stream.of(
                SEND.succeeds(202, "the 10,000th message", s -> sendAfter(s, messages - 1, 0)),
                SEND.refused(429, MAILBOX_FULL, "the 10,001st message", s -> sendAfter(s, messages, 0))
                        .waits(900, 900),
                SEND.succeeds(202, "the last bytes", s -> sendAfter(s, 1, MAILBOX_BYTES - BLOB.length)),
                SEND.refused(
                                429,
                                MAILBOX_FULL,
                                "a byte too many",
                                s -> sendAfter(s, 1, MAILBOX_BYTES - BLOB.length + 1))
                        .waits(900, 900));
    }

    private static Response sendAfter(Scene scene, int messages, long bytes) throws Exception {
        TestMailbox mailbox = scene.bobs();
        scene.database.fillNewestMailbox(messages, bytes);
        return scene.somebody().send(mailbox.send(BLOB));
    }

    /// What is not on disk is answered so that the client tries again.
    private static Stream<Case> unwritten() {
        return Stream.of(
                SEND.refused(503, UNAVAILABLE, "the writer has no room", s -> {
                    TestMailbox mailbox = s.bobs();
                    return s.busy(() -> s.bob().send(mailbox.send(BLOB)));
                }),
                ACK.refused(503, UNAVAILABLE, "the writer has no room", s -> {
                    SendRequest waiting = waiting(s);
                    return s.busy(() -> s.bob().acknowledge(List.of(waiting.id())));
                }),
                SEND.refused(503, UNAVAILABLE, "the writer fails", s -> {
                    TestMailbox mailbox = s.bobs();
                    return s.refusing(
                            "INSERT ON pending_messages", () -> s.bob().send(mailbox.send(BLOB)));
                }),
                ACK.refused(503, UNAVAILABLE, "the writer fails", s -> {
                    SendRequest waiting = waiting(s);
                    return s.refusing(
                            "DELETE ON pending_messages", () -> s.bob().acknowledge(List.of(waiting.id())));
                }));
    }

    /// A message that waits for Bob.
    private static SendRequest waiting(Scene scene) throws Exception {
        SendRequest request = scene.bobs().send(BLOB);
        scene.bob().send(request).then().statusCode(202);
        return request;
    }
}
