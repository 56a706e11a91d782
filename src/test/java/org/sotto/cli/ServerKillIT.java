package org.sotto.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sotto.operator.OperatorClient;
import org.sotto.operator.ServerFolder;
import org.sotto.protocol.Invitation;

/// The packaged server, killed with SIGKILL while people send over TLS and one fetches and acknowledges: everything it
/// acknowledged arrives once and in order, and what it did not answer is sent again under the same id.
class ServerKillIT {
    private static final int ROUNDS = Boolean.getBoolean("sotto.long") ? 30 : 5;
    private static final int SENDERS = 16;
    /// A server that is busy: hundreds of messages in, and never at the same place.
    private static final int LEAST = 300;
    private static final int SPREAD = 1_500;

    private final Path data;
    private final Random random = new Random(7);
    private final List<KillSender> senders = new ArrayList<>();
    private KillRecipient recipient;
    private int resent;

    ServerKillIT(@TempDir Path temporary) {
        data = temporary.resolve("server");
    }

    @Test
    void everythingAcknowledgedArrivesOnceWhereverTheServerIsKilled() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            try (RealServer server = RealServer.start(data, 0);
                    KillConnections connections = new KillConnections(server)) {
                meet(connections);
                resume(connections); // before anybody acknowledges: then the server knows the ids still
                runAndKill(server, connections);
            }
        }
        try (RealServer server = RealServer.start(data, 0);
                KillConnections connections = new KillConnections(server)) {
            resume(connections);
            recipient.drain(connections);
            for (KillSender sender : senders) {
                assertEquals(sender.sent(), recipient.receivedFrom(sender.number()), "sender " + sender.number());
            }
            server.stop();
        }
        int sent = senders.stream().mapToInt(KillSender::sent).sum();
        System.out.println("server killed " + ROUNDS + " times under load: " + sent + " messages acknowledged, "
                + recipient.received() + " received, " + resent + " of them sent again");
    }

    private void meet(KillConnections connections) throws IOException {
        if (recipient == null) {
            recipient = KillRecipient.register(connections, invitation());
            for (int number = 0; number < SENDERS; number++) {
                senders.add(KillSender.register(number, connections, invitation(), recipient.mailbox()));
            }
        }
    }

    private Invitation invitation() {
        return Invitation.parse(new OperatorClient(new ServerFolder(data)).invite());
    }

    private void resume(KillConnections connections) throws IOException {
        for (KillSender sender : senders) {
            resent += sender.resume(connections) ? 1 : 0;
        }
    }

    private void runAndKill(RealServer server, KillConnections connections) throws Exception {
        KillGate gate = new KillGate(LEAST + random.nextInt(SPREAD));
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (KillSender sender : senders) {
                running.add(threads.submit(() -> sender.sendUntilKilled(connections, gate)));
            }
            running.add(threads.submit(() -> recipient.fetchUntilKilled(connections, gate)));
            try {
                gate.await();
                server.kill();
            } finally {
                gate.killed();
            }
        }
        for (Future<?> each : running) {
            each.get();
        }
    }
}
