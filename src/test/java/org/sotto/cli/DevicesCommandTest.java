package org.sotto.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sotto.support.FakeServer;

/// What `sotto devices` and `sotto revoke` ask and print, against a management interface made of canned answers.
class DevicesCommandTest {
    private static final String ONE =
            "{\"device\":\"NAME\",\"registered\":\"2026-11-23T11:00:00.000Z\",\"attestation\":\"none\"}";

    @TempDir
    Path folder;

    private CannedManagement server;
    private TestShell operator;

    @BeforeEach
    void start() throws IOException {
        server = new CannedManagement(folder);
        operator = new TestShell(folder, "operator", new FakeServer()).set("SOTTO_DATA", server.data());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private void answers(int status, String type, String first, String later) {
        server.answers("/admin/devices", status, type, uri -> uri.contains("after=") ? later : first);
    }

    private static String page(String name, String next) {
        return "{\"items\":[" + ONE.replace("NAME", name) + "],\"next\":" + next + "}";
    }

    @Test
    void printsALineADevicePageAfterPage() {
        answers(200, "application/json", page("mB0J", "\"7\""), page("x-_9", "null"));
        operator.run("devices").exits(0).says("").prints("""
                mB0J  registered 2026-11-23T11:00:00Z  attestation none
                x-_9  registered 2026-11-23T11:00:00Z  attestation none
                """);
        assertEquals(
                List.of("GET /admin/devices Bearer secret", "GET /admin/devices?after=7 Bearer secret"),
                server.requests());
    }

    @Test
    void printsAnObjectADevice() {
        answers(200, "application/json", page("mB0J", "null"), "");
        operator.run("devices", "--json").exits(0).says("").prints("""
                {"v":1,"device":"mB0J","registered":"2026-11-23T11:00:00Z","attestation":"none"}
                """);
    }

    @Test
    void nothingOfADeviceReachesTheTerminalRaw() {
        answers(200, "application/json", page("\\u001b[31m", "null"), "");
        assertFalse(operator.run("devices").exits(0).out().contains("\u001b"));
        assertFalse(operator.run("devices", "--json").exits(0).out().contains("\u001b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mB0J", "-B0J", "--0J", "-hB0", "-_0J"})
    void revokesADeviceWhateverItsNameStartsWith(String name) {
        answers(200, "application/json", ONE.replace("NAME", name), "");
        operator.run("revoke", name)
                .exits(0)
                .says("")
                .prints("revoked " + name + "  registered 2026-11-23T11:00:00Z  attestation none\n");
        assertEquals(List.of("DELETE /admin/devices/" + name + " Bearer secret"), server.requests());
    }

    @Test
    void saysThatThereIsNoSuchDevice() {
        answers(
                404,
                "application/problem+json",
                "{\"type\":\"urn:sotto:problem:not-found\",\"title\":\"x\",\"status\":404,\"code\":\"not-found\"}",
                "");
        operator.run("revoke", "a/b?c").exits(1).says("""
                sotto: the server has no such device
                hint: sotto devices lists them
                """);
        assertEquals(List.of("DELETE /admin/devices/a%2Fb%3Fc Bearer secret"), server.requests());
    }
}
