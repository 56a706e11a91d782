package org.sotto.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sotto.operator.OperatorClient;
import org.sotto.operator.ServerFolder;
import org.sotto.protocol.Invitation;

/// A backup of the packaged server, made while people send, and a server that goes on from it in another folder.
class OperationsIT {
    private static final int SENDERS = 8;
    private static final int LEAST = 400;

    @TempDir
    Path folder;

    private final List<KillSender> senders = new ArrayList<>();
    private KillRecipient recipient;
    private RealShell operator;

    private Path file() {
        return folder.resolve("backup");
    }

    @Test
    void aServerGoesOnFromABackupThatWasMadeUnderLoad() throws Exception {
        operator = new RealShell(folder, "operator")
                .set(
                        "SOTTO_BACKUP_PASSPHRASE_FILE",
                        TestShell.secretFile(folder.resolve("backup.pass"), "a long one\n"));
        List<Integer> before;
        try (RealServer server = RealServer.start(folder.resolve("server"), 0);
                KillConnections connections = new KillConnections(server)) {
            recipient = KillRecipient.register(connections, invitation(server));
            for (int number = 0; number < SENDERS; number++) {
                senders.add(KillSender.register(number, connections, invitation(server), recipient.mailbox()));
            }
            before = backUpUnderLoad(server, connections);
            server.stop();
        }
        Path restored = folder.resolve("restored");
        operator.run("server-restore", file().toString(), "--data", restored.toString())
                .exits(0)
                .prints("")
                .says("");
        try (RealServer server = RealServer.start(restored, 0);
                KillConnections connections = new KillConnections(server)) {
            recipient.drain(connections); // without a gap, in order, each byte its own
            for (KillSender sender : senders) {
                int received = recipient.receivedFrom(sender.number());
                assertTrue(received >= before.get(sender.number()), "a message of before is not in the backup");
                assertTrue(received <= sender.sent() + 1, "more than was sent");
            }
            String log = audit(server.data());
            assertTrue(log.matches("(?s).*backup-made\n[^\n]*server-started\n.*whole: [^\n]+\n"), log);
            assertArrayEquals(
                    Files.readAllBytes(folder.resolve("server").resolve("tls.key")),
                    Files.readAllBytes(restored.resolve("tls.key")));
            server.stop();
        }
    }

    /// What each sender had acknowledged when the backup began.
    private List<Integer> backUpUnderLoad(RealServer server, KillConnections connections) throws Exception {
        KillGate gate = new KillGate(LEAST);
        List<Future<?>> running = new ArrayList<>();
        List<Integer> before;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (KillSender sender : senders) {
                running.add(threads.submit(() -> sender.sendUntilKilled(connections, gate)));
            }
            try {
                gate.await();
                before = senders.stream().map(KillSender::sent).toList();
                operator.run(
                                "server-backup",
                                file().toString(),
                                "--data",
                                server.data().toString())
                        .exits(0)
                        .prints("")
                        .says("");
            } finally {
                gate.killed();
            }
        }
        for (Future<?> each : running) {
            each.get();
        }
        int sent = senders.stream().mapToInt(KillSender::sent).sum();
        int atStart = before.stream().mapToInt(Integer::intValue).sum();
        assertTrue(sent > atStart, "nobody sent while the backup was made");
        System.out.println(
                "backup of " + Files.size(file()) + " bytes while " + (sent - atStart) + " messages were sent");
        return before;
    }

    private static Invitation invitation(RealServer server) {
        return Invitation.parse(new OperatorClient(new ServerFolder(server.data())).invite());
    }

    private String audit(Path data) throws IOException, InterruptedException {
        return operator.run("audit", "--verify", "--data", data.toString())
                .exits(0)
                .out();
    }

    @Test
    void whatCannotBeDoneIsSaidInOneLine() throws Exception {
        RealShell shell = new RealShell(folder, "nobody")
                .set("SOTTO_BACKUP_PASSPHRASE_FILE", TestShell.secretFile(folder.resolve("other.pass"), "x\n"));
        Path data = folder.resolve("nowhere");
        shell.run("server-backup", "b", "--data", data.toString())
                .fails(1, "no server runs on the data folder " + data);
        Path none = Files.writeString(folder.resolve("none"), "this is no backup");
        shell.run("server-restore", none.toString(), "--data", data.toString())
                .fails(1, "the file is no backup of a sotto server");
        shell.run("server-restore", folder.resolve("missing").toString(), "--data", data.toString())
                .fails(1, "there is no file " + folder.resolve("missing"));
        assertFalse(Files.exists(data));
        Files.createDirectory(data);
        Files.createFile(data.resolve("x"));
        shell.run("server-restore", none.toString(), "--data", data.toString())
                .fails(1, "the folder " + data + " is not empty");
        assertEquals(0, Files.size(data.resolve("x")));
    }
}
