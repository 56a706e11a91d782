package org.sotto.server.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sotto.api.frame.CloseCode;
import org.sotto.api.frame.FrameLimits;
import org.sotto.api.frame.SendFrame;
import org.sotto.api.frame.ServerFrame;
import org.sotto.server.repository.Transactions;
import org.sotto.support.TestMailbox;
import org.sotto.support.TestStream;

/// What the server closes a stream for.
@QuarkusTest
class StreamCloseTest {
    private final StreamScene scene;
    private final Transactions transactions;

    StreamCloseTest(StreamScene scene, Transactions transactions) {
        this.scene = scene;
        this.transactions = transactions;
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void closesOnAFrameThatIsNone() throws Exception {
        for (byte[] bytes : List.of(new byte[0], new byte[] {9, 0, 0, 0, 0}, new byte[] {7, 0, 0, 0, 0, 0})) {
            TestStream stream = scene.open(scene.bob());
            stream.next(ServerFrame.Drained.class);
            stream.send(bytes);
            assertEquals(CloseCode.MALFORMED_FRAME.number(), stream.closeCode());
        }
    }

    @Test
    void closesOnAFrameThatIsTooLarge() throws Exception {
        TestStream stream = scene.open(scene.bob());
        stream.next(ServerFrame.Drained.class);
        stream.send(new byte[FrameLimits.MAX_FRAME + 1]);
        assertEquals(0, stream.closeCode(), "cut off without a word");
        TestStream fragments = scene.open(scene.bob());
        fragments.next(ServerFrame.Drained.class);
        fragments.sendInParts(new byte[FrameLimits.MAX_FRAME], new byte[1]);
        assertEquals(CloseCode.MALFORMED_FRAME.number(), fragments.closeCode());
    }

    @Test
    void closesWhenTooManyQuestionsStandUnanswered() throws Exception {
        TestStream stream = scene.open(scene.alice());
        stream.next(ServerFrame.Drained.class);
        List<SendFrame> questions = new ArrayList<>();
        for (int i = 0; i <= FrameLimits.IN_FLIGHT; i++) {
            questions.add(scene.frame(i, TestMailbox.blob(1, 2048)));
        }
        int closed = transactions.write(
                () -> { // while it holds the database, nothing is answered
                    questions.forEach(stream::send);
                    return closeCode(stream);
                });
        assertEquals(CloseCode.TOO_MANY_REQUESTS.number(), closed);
    }

    private static int closeCode(TestStream stream) {
        try {
            return stream.closeCode();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theFifthStreamOfADeviceReplacesTheOldest() throws Exception {
        TestStream first = scene.open(scene.bob());
        for (int i = 0; i < 4; i++) {
            scene.open(scene.bob()).next(ServerFrame.Drained.class);
        }
        assertEquals(CloseCode.REPLACED.number(), first.closeCode());
    }
}
