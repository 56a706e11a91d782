package org.sotto.server.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.proof.ProofContext.Purpose;
import org.sotto.support.TestDevice;
import org.sotto.support.TestDevice.Challenge;
import org.sotto.support.TestServer;
import org.sotto.support.TlsConnection;

/// Fifty devices that use one invitation in the same moment: it is good for one of them.
@QuarkusTest
class OneInvitationTest {
    private static final int DEVICES = 50;

    private final TestServer server;

    OneInvitationTest(TestServer server) {
        this.server = server;
    }

    @Test
    void isGoodForOneOfFiftyAtOnce() throws Exception {
        byte[] code = server.invitationCode();
        CyclicBarrier together = new CyclicBarrier(DEVICES);
        Map<String, Integer> answers = new TreeMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> running = new ArrayList<>();
            for (int i = 0; i < DEVICES; i++) {
                running.add(threads.submit((Callable<String>) () -> register(code, together)));
            }
            for (Future<String> each : running) {
                answers.merge(each.get(), 1, Integer::sum);
            }
        }
        assertEquals(Map.of("registered", 1, "invitation-refused", DEVICES - 1), answers);
    }

    private String register(byte[] code, CyclicBarrier together) throws Exception {
        TestDevice device = new TestDevice(server.serverId());
        try (TlsConnection connection = server.connect()) {
            Challenge challenge = device.challenge(connection);
            byte[] proof = device.proof(Purpose.REGISTER, connection.exporter(), challenge);
            together.await();
            return answer(connection.post("/v1/devices", null, device.registrationRequest(code, challenge, proof)));
        }
    }

    private static String answer(TlsConnection.Reply reply) throws IOException {
        return reply.status() == 201 ? "registered" : reply.code();
    }
}
