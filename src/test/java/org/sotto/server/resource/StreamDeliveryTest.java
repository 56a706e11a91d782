package org.sotto.server.resource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sotto.api.frame.ClientFrame;
import org.sotto.api.frame.SendFrame;
import org.sotto.api.frame.ServerFrame;
import org.sotto.support.TestMailbox;
import org.sotto.support.TestStream;

/// What a stream brings its device, and in which order.
@QuarkusTest
class StreamDeliveryTest {
    private final StreamScene scene;

    StreamDeliveryTest(StreamScene scene) {
        this.scene = scene;
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void deliversWhatWaitsThenDrainedThenWhatArrives() throws Exception {
        byte[] first = scene.rest(2048);
        byte[] second = scene.rest(5120);
        TestStream stream = scene.open(scene.bob());
        assertEquals("sotto.v1", stream.subprotocol());
        assertArrayEquals(first, stream.next(ServerFrame.Deliver.class).messageId());
        ServerFrame.Deliver delivered = stream.next(ServerFrame.Deliver.class);
        assertArrayEquals(second, delivered.messageId());
        assertArrayEquals(scene.mailbox().id(), delivered.mailbox());
        assertEquals(5120, delivered.blob().length);
        assertEquals(0, delivered.received() % 3_600_000);
        stream.next(ServerFrame.Drained.class);
        byte[] third = scene.rest(2048);
        assertArrayEquals(third, stream.next(ServerFrame.Deliver.class).messageId());
        stream.next(ServerFrame.Drained.class);
        assertTrue(stream.isQuiet(200));
    }

    @Test
    void whatIsNotAcknowledgedComesAgain() throws Exception {
        byte[] first = scene.rest(2048);
        byte[] second = scene.rest(2048);
        TestStream stream = scene.open(scene.bob());
        stream.next(ServerFrame.Deliver.class);
        stream.next(ServerFrame.Deliver.class);
        stream.next(ServerFrame.Drained.class);
        stream.send(new ClientFrame.Ack(9, List.of(first)));
        ServerFrame.Sent answer = stream.next(ServerFrame.Sent.class);
        assertEquals(9, answer.requestId());
        assertTrue(answer.success());
        stream.close();
        TestStream again = scene.open(scene.bob());
        assertArrayEquals(second, again.next(ServerFrame.Deliver.class).messageId());
        again.next(ServerFrame.Drained.class);
    }

    @Test
    void keepsTheOrderOfOneSender() throws Exception {
        TestStream sender = scene.open(scene.alice());
        TestStream recipient = scene.open(scene.bob());
        sender.next(ServerFrame.Drained.class);
        recipient.next(ServerFrame.Drained.class);
        List<byte[]> ids = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            SendFrame frame = scene.frame(i, TestMailbox.blob(1, 2048));
            ids.add(frame.messageId());
            sender.send(frame);
        }
        for (int i = 0; i < 200; i++) {
            assertEquals(i, sender.next(ServerFrame.Sent.class).requestId());
        }
        int seen = 0;
        while (seen < 200) {
            if (recipient.next(ServerFrame.class) instanceof ServerFrame.Deliver deliver) {
                assertArrayEquals(ids.get(seen++), deliver.messageId());
            }
        }
    }

    @Test
    void atMost256DeliveriesStandUnacknowledged() throws Exception {
        TestStream sender = scene.open(scene.alice());
        sender.next(ServerFrame.Drained.class);
        for (int i = 0; i < 258; i++) {
            sender.send(scene.frame(i, TestMailbox.blob(1, 2048)));
            sender.next(ServerFrame.Sent.class);
        }
        TestStream recipient = scene.open(scene.bob());
        List<byte[]> delivered = new ArrayList<>();
        for (int i = 0; i < 256; i++) {
            delivered.add(recipient.next(ServerFrame.Deliver.class).messageId());
        }
        assertTrue(recipient.isQuiet(200));
        recipient.send(new ClientFrame.Ack(1, delivered));
        List<ServerFrame> rest = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            rest.add(recipient.next(ServerFrame.class));
        }
        assertEquals(
                2, rest.stream().filter(ServerFrame.Deliver.class::isInstance).count());
        assertEquals(1, rest.stream().filter(ServerFrame.Sent.class::isInstance).count());
        assertInstanceOf(
                ServerFrame.Drained.class, rest.getLast() instanceof ServerFrame.Sent ? rest.get(2) : rest.getLast());
    }

    @Test
    void aReaderThatStopsCostsNothingAndLosesNothing() throws Exception {
        TestStream sender = scene.open(scene.alice());
        TestStream recipient = scene.open(scene.bob());
        recipient.next(ServerFrame.Drained.class);
        sender.next(ServerFrame.Drained.class);
        recipient.pause(true);
        for (int i = 0; i < 100; i++) {
            sender.send(scene.frame(i, TestMailbox.blob(1, 55_296)));
            assertTrue(sender.next(ServerFrame.Sent.class).success());
        }
        recipient.pause(false);
        int seen = 0;
        while (seen < 100) {
            if (recipient.next(ServerFrame.class) instanceof ServerFrame.Deliver) {
                seen++;
            }
        }
    }
}
