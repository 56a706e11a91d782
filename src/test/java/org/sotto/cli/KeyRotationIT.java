package org.sotto.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sotto.operator.ServerFolder;
import org.sotto.support.TestDevice;

/// Keys of a server that an operator can replace, as docs/operations.md tells it, and what people notice of it.
class KeyRotationIT {
    @TempDir
    Path folder;

    private RealShell operator() {
        return new RealShell(folder, "operator")
                .set(
                        "SOTTO_BACKUP_PASSPHRASE_FILE",
                        TestShell.secretFile(folder.resolve("backup.pass"), "a long one\n"));
    }

    private RealShell registered(String name, RealServer server) throws Exception {
        RealShell shell = new RealShell(folder, name);
        String invitation = operator()
                .run("invite", "--data", server.data().toString())
                .exits(0)
                .out()
                .strip();
        shell.run("register", invitation, "--name", name).exits(0);
        return shell;
    }

    private static void openssl(Path data) throws Exception {
        Process process = new ProcessBuilder(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:P-256",
                        "-nodes",
                        "-days",
                        "365",
                        "-subj",
                        "/CN=sotto",
                        "-keyout",
                        data.resolve("tls-next.key").toString(),
                        "-out",
                        data.resolve("tls-next.crt").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue());
        for (String name : List.of("tls-next.key", "tls-next.crt")) {
            Files.setPosixFilePermissions(data.resolve(name), PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void whoHeardOfTheNextTlsKeyFollowsItAndSessionsAreProvedAnew() throws Exception {
        Path data = folder.resolve("server");
        RealShell alice;
        RealShell bob;
        int port = RealServer.lastingPort();
        try (RealServer server = RealServer.start(data, port)) {
            alice = registered("alice", server);
            bob = registered("bob", server);
            server.stop();
        }
        openssl(data);
        String token = Files.readString(data.resolve("admin.token"));
        try (RealServer server = RealServer.start(data, port)) {
            alice.run("receive").exits(0);
            server.stop();
        }
        assertNotEquals(token, Files.readString(data.resolve("admin.token")), "it is fresh at each start");
        for (String name : List.of("challenge.key", "token-mac.key", "token-encryption.key")) {
            Files.delete(data.resolve(name));
        }
        for (String end : List.of("key", "crt")) {
            Files.move(
                    data.resolve("tls-next." + end), data.resolve("tls." + end), StandardCopyOption.REPLACE_EXISTING);
        }
        try (RealServer server = RealServer.start(data, port)) {
            alice.run("receive").exits(0);
            bob.run("receive").exits(ExitCode.KEY_CHANGED); // the control: he has not heard of it
            server.stop();
        }
    }

    @Test
    void theDatabaseComesUnderAnotherKeyFileOnTheWayThroughABackup() throws Exception {
        Path data = folder.resolve("server");
        Path file = folder.resolve("backup");
        Path restored = folder.resolve("restored");
        Path keyFile = Files.write(folder.resolve("db.key"), TestDevice.random(48));
        Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-------"));
        RealShell alice;
        int port = RealServer.lastingPort();
        try (RealServer server = RealServer.start(data, port)) {
            alice = registered("alice", server);
            operator()
                    .run("server-backup", file.toString(), "--data", data.toString())
                    .exits(0);
            server.stop();
        }
        operator()
                .run(
                        "server-restore",
                        file.toString(),
                        "--data",
                        restored.toString(),
                        "--new-key-file",
                        keyFile.toString())
                .exits(0)
                .prints("")
                .says("");
        assertFalse(Files.exists(restored.resolve("database.key")), "the old key");
        int management = RealServer.lastingPort(); // one that stays, as a collector of metrics needs it
        Map<String, String> environment = Map.of(
                "DATABASE_ENCRYPTION_KEY_FILE",
                keyFile.toString(),
                "SOTTO_MANAGEMENT_PORT",
                Integer.toString(management));
        try (RealServer server = RealServer.start(restored, port, environment)) {
            alice.run("receive").exits(0);
            assertEquals(management, new ServerFolder(restored).running().managementPort());
            operator().run("audit", "--verify", "--data", restored.toString()).exits(0);
            server.stop();
        }
        Files.copy(data.resolve("database.key"), restored.resolve("database.key"));
        Files.setPosixFilePermissions(restored.resolve("database.key"), PosixFilePermissions.fromString("rw-------"));
        operator() // the control: the old key opens it no more
                .run("serve", "--data", restored.toString(), "--port", Integer.toString(port))
                .saysLike("(?s).*sotto: the database does not open with the key beside it\n.*");
    }
}
