package org.sotto.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sotto.api.ApiJson;
import org.sotto.api.InvitationLink;
import org.sotto.api.RunningServer;
import org.sotto.protocol.Invitation;
import org.sotto.support.TestDevice;
import org.sotto.support.TestServer;
import org.sotto.support.TlsConnection;

/// `mvn quarkus:dev` as a child process, on a copy of the project, so that it does not build over the running tests.
class DevModeIT {
    private static final Duration START = Duration.ofMinutes(6);

    @TempDir
    Path temp;

    private Process maven;

    @AfterEach
    void end() throws InterruptedException {
        if (maven != null) {
            List<ProcessHandle> tree = Stream.concat(maven.descendants(), Stream.of(maven.toHandle()))
                    .toList();
            tree.forEach(ProcessHandle::destroy);
            if (!maven.waitFor(30, TimeUnit.SECONDS)) {
                tree.forEach(ProcessHandle::destroyForcibly);
            }
        }
    }

    @Test
    @Timeout(480)
    void devModeServesSwaggerUiAndRegistersADevice() throws Exception {
        Path data = Files.createDirectory(
                temp.resolve("data"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path project = temp.resolve("project");
        copy(Path.of("pom.xml"), project);
        copy(Path.of(".mvn"), project);
        copy(Path.of("src/main"), project);
        copy(Path.of("target/classes"), project);
        start(project, data);
        RunningServer running = awaitReady(data);
        try (TlsConnection connection =
                TlsConnection.open(running.httpsPort(), TestServer.trustStore(data.resolve("tls.crt")))) {
            TlsConnection.Reply page = connection.request("GET", "/q/swagger-ui/", null, null);
            assertEquals(200, page.status());
            assertTrue(page.text().contains("swagger"), page.text());
            TestDevice device = new TestDevice(running.serverId());
            assertEquals(201, device.register(connection, invite(running, data)).status());
            assertEquals(200, device.prove(connection).status());
        }
        end();
        ProcessHandle.of(running.pid())
                .ifPresent(server ->
                        server.onExit().orTimeout(30, TimeUnit.SECONDS).join());
        assertFalse(Files.exists(data.resolve("server.json")), "a clean stop leaves no server.json");
    }

    private void start(Path project, Path data) throws IOException {
        Path own = Path.of(System.getProperty("sotto.maven", ""), "bin/mvn");
        ProcessBuilder builder = new ProcessBuilder(
                "sh",
                Files.exists(own) ? own.toString() : "mvn",
                "-B",
                "-ntp",
                "-Ddebug=false",
                "-Dmaven.main.skip=true",
                "-Dmaven.test.skip=true",
                "quarkus:dev");
        builder.directory(project.toFile());
        builder.environment()
                .putAll(Map.of(
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "SOTTO_DATA",
                        data.toString(),
                        "SOTTO_PORT",
                        "0",
                        "SOTTO_MANAGEMENT_PORT",
                        "0"));
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.redirectErrorStream(true).redirectOutput(log().toFile());
        maven = builder.start();
    }

    private Path log() {
        return temp.resolve("log");
    }

    private RunningServer awaitReady(Path data) throws IOException, InterruptedException {
        Path file = data.resolve("server.json");
        Instant deadline = Instant.now().plus(START);
        try (WatchService watch = FileSystems.getDefault().newWatchService()) {
            data.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            while (!Files.exists(file)) {
                assertTrue(maven.isAlive() && Instant.now().isBefore(deadline), () -> "no server: " + text(log()));
                var key = watch.poll(1, TimeUnit.SECONDS);
                if (key != null) {
                    key.reset();
                }
            }
        }
        return ApiJson.client().readValue(Files.readAllBytes(file), RunningServer.class);
    }

    private static byte[] invite(RunningServer running, Path data) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + running.managementPort() + "/admin/invitations"))
                .header(
                        "Authorization",
                        "Bearer " + text(data.resolve("admin.token")).strip())
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            byte[] answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray())
                    .body();
            InvitationLink link = ApiJson.client().readValue(answer, InvitationLink.class);
            return Invitation.parse(link.link()).code();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    private static void copy(Path from, Path project) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path to = project.resolve(each);
                if (Files.isDirectory(each)) {
                    Files.createDirectories(to);
                } else {
                    Files.createDirectories(to.getParent());
                    Files.copy(each, to, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }
}
