package org.sotto.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sotto.api.ApiJson;
import org.sotto.api.MailboxKind;
import org.sotto.api.Page;
import org.sotto.api.SendRequest;
import org.sotto.api.StoredMessage;
import org.sotto.operator.OperatorClient;
import org.sotto.operator.ServerFolder;
import org.sotto.protocol.Invitation;
import org.sotto.support.TestDevice;
import org.sotto.support.TestMailbox;
import org.sotto.support.TestServer;
import org.sotto.support.TlsConnection;

/// A disk of its own for the server, which fills up, and which may not be written. It is a file system in memory, and
/// whoever may not mount one does not see this test run.
class FullDiskIT {
    private static final int BLOB = 11_136;
    private static final int ENOUGH = 20_000;

    private final Path disk;

    FullDiskIT(@TempDir Path temp) {
        this.disk = temp;
    }

    @BeforeEach
    void mount() throws Exception {
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", disk.toString()), "nobody may mount here");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", disk.toString());
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // there is no such program
        }
    }

    @Test
    void whatWasAcknowledgedOutlivesAFullDiskAndAReadOnlyOne() throws Exception {
        Path data = disk.resolve("server");
        Path ballast = Files.write(disk.resolve("ballast"), new byte[3 << 20]);
        Set<String> acknowledged = new HashSet<>();
        TestDevice device;
        TestMailbox mailbox = TestMailbox.random();
        try (RealServer server = RealServer.start(data, 0)) {
            Invitation invitation = Invitation.parse(new OperatorClient(new ServerFolder(data)).invite());
            device = new TestDevice(invitation.server().serverId());
            try (TlsConnection connection = connect(server)) {
                KillSender.require(201, device.register(connection, invitation.code()));
                String token = device.token(connection);
                KillSender.require(201, connection.post("/v1/mailboxes", token, mailbox.request(MailboxKind.CONTACT)));
                fill(connection, token, mailbox, acknowledged);
                assertEquals(acknowledged, waiting(connection, token), "read from the full disk");
                Files.delete(ballast);
                assertEquals(202, send(connection, token, mailbox, acknowledged).status(), "there is room again");
            }
            server.stop();
        }
        refuseOnAReadOnlyDisk(data);
        try (RealServer again = RealServer.start(data, 0);
                TlsConnection connection = connect(again)) {
            assertEquals(acknowledged, waiting(connection, device.token(connection)));
            again.stop();
        }
        System.out.println("a full disk refused after " + acknowledged.size() + " messages, and lost none");
    }

    private static TlsConnection connect(RealServer server) throws IOException {
        return TlsConnection.open(
                server.port(), TestServer.trustStore(server.data().resolve("tls.crt")));
    }

    private static void fill(TlsConnection connection, String token, TestMailbox mailbox, Set<String> acknowledged)
            throws IOException {
        TlsConnection.Reply reply = send(connection, token, mailbox, acknowledged);
        while (reply.status() == 202) {
            assertTrue(acknowledged.size() < ENOUGH, "the disk does not fill up");
            reply = send(connection, token, mailbox, acknowledged);
        }
        assertEquals(503, reply.status(), reply.text());
        assertEquals("unavailable", reply.code());
        assertEquals("it could not be written, try again later", problemDetail(reply), "and no word of SQLite's");
    }

    private static @Nullable String problemDetail(TlsConnection.Reply reply) throws IOException {
        return reply.as(org.sotto.api.Problem.class).detail();
    }

    private static TlsConnection.Reply send(
            TlsConnection connection, String token, TestMailbox mailbox, Set<String> acknowledged) throws IOException {
        byte[] id = TestDevice.random(16);
        TlsConnection.Reply reply = connection.post(
                "/v1/messages",
                token,
                new SendRequest(id, mailbox.id(), mailbox.sendSecret(), TestMailbox.blob(1, BLOB)));
        if (reply.status() == 202) {
            acknowledged.add(HexFormat.of().formatHex(id));
        }
        return reply;
    }

    private static Set<String> waiting(TlsConnection connection, String token) throws IOException {
        Set<String> ids = new HashSet<>();
        String path = "/v1/messages?limit=100";
        String next = "";
        while (next != null) {
            TlsConnection.Reply reply =
                    connection.request("GET", path + (next.isEmpty() ? "" : "&after=" + next), token, null);
            KillSender.require(200, reply);
            Page<StoredMessage> page = ApiJson.client().readValue(reply.body(), new TypeReference<>() {});
            page.items().forEach(each -> ids.add(HexFormat.of().formatHex(each.id())));
            next = page.next();
        }
        return ids;
    }

    private void refuseOnAReadOnlyDisk(Path data) throws Exception {
        assertTrue(run("mount", "-o", "remount,ro", disk.toString()), "cannot be made read-only");
        try {
            // the shell's own folder must be another one
            Path elsewhere = Files.createTempDirectory("sotto-shell");
            Result refused =
                    new RealShell(elsewhere, "operator").run("serve", "--data", data.toString(), "--port", "0");
            assertEquals(1, refused.code(), refused.err());
            assertTrue(
                    refused.err().lines().anyMatch(line -> line.contains("cannot use the data folder")), refused.err());
            assertTrue(refused.err().lines().noneMatch(line -> line.startsWith("\tat ")), refused.err());
        } finally {
            assertTrue(run("mount", "-o", "remount,rw", disk.toString()), "cannot be made writable again");
        }
    }
}
