package org.sotto.server.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sotto.api.ProblemCode;
import org.sotto.api.frame.ClientFrame;
import org.sotto.api.frame.SendFrame;
import org.sotto.api.frame.ServerFrame;
import org.sotto.support.TestMailbox;
import org.sotto.support.TestStream;

/// What a stream answers to what its device sends.
@QuarkusTest
class StreamSendTest {
    private final StreamScene scene;
    private final Clock clock;

    StreamSendTest(StreamScene scene, Clock clock) {
        this.scene = scene;
        this.clock = clock;
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void sendsAndSaysWhatBecameOfIt() throws Exception {
        TestStream stream = scene.open(scene.alice());
        stream.next(ServerFrame.Drained.class);
        SendFrame good = scene.frame(1, TestMailbox.blob(1, 2048));
        stream.send(good);
        ServerFrame.Sent answer = stream.next(ServerFrame.Sent.class);
        assertEquals(1, answer.requestId());
        assertTrue(answer.success());
        assertTrue(Math.abs(answer.timestamp() - clock.millis()) < 60_000);
        stream.send(good);
        assertTrue(stream.next(ServerFrame.Sent.class).success(), "the same again");
        stream.send(new SendFrame(
                2, good.messageId(), scene.mailbox().id(), scene.mailbox().sendSecret(), TestMailbox.blob(1, 2048)));
        assertEquals(
                Optional.of(ProblemCode.ID_CONFLICT),
                stream.next(ServerFrame.Sent.class).problem());
        stream.send(scene.frame(3, TestMailbox.blob(1, 2047)));
        assertEquals(
                Optional.of(ProblemCode.BAD_SIZE),
                stream.next(ServerFrame.Sent.class).problem());
        stream.send(new SendFrame(4, new byte[16], scene.mailbox().id(), new byte[32], TestMailbox.blob(1, 2048)));
        assertEquals(
                Optional.of(ProblemCode.MAILBOX_REFUSED),
                stream.next(ServerFrame.Sent.class).problem());
        stream.send(scene.frame(5, TestMailbox.blob(1, 1_114_112)));
        assertTrue(stream.next(ServerFrame.Sent.class).success(), "the largest blob");
    }

    @Test
    void echoesAPing() throws Exception {
        TestStream stream = scene.open(scene.bob());
        stream.next(ServerFrame.Drained.class);
        stream.send(new ClientFrame.Ping(0xffffffffL));
        assertEquals(0xffffffffL, stream.next(ServerFrame.Ping.class).requestId());
    }
}
