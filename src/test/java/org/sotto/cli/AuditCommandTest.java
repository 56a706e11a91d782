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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sotto.support.FakeServer;

/// What `sotto audit` asks and prints, against a management interface made of canned answers.
class AuditCommandTest {
    private static final String LINK = "A".repeat(43);
    private static final String ZEROS = "0".repeat(64);
    private static final String ROWS = """
            {"items":[{"id":6,"time":"2026-11-23T11:00:00.000Z","event":"device-registered","device":"dGFn","count":1},
            {"id":7,"time":"2026-11-23T12:00:00.000Z","event":"proof-refused","device":null,"count":20}],"next":NEXT}""";

    @TempDir
    Path folder;

    private CannedManagement server;
    private TestShell operator;

    @BeforeEach
    void start() throws IOException {
        server = new CannedManagement(folder);
        operator = new TestShell(folder, "operator", new FakeServer()).set("SOTTO_DATA", server.data());
        server.answers("/admin/audit", ROWS.replace("NEXT", "null"));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private void finds(boolean intact, String row, String problem) {
        server.answers("/admin/audit/verification", """
                {"intact":%s,"rows":2,"first":6,"last":7,"link":"%s","bad_row":%s,"problem":%s}""".formatted(intact, LINK, row, problem));
    }

    @Test
    void printsALineARow() {
        operator.run("audit").exits(0).says("").prints("""
                6  2026-11-23T11:00:00Z  device-registered  device dGFn
                7  2026-11-23T12:00:00Z  proof-refused  20 times
                """);
        assertEquals(List.of("GET /admin/audit Bearer secret"), server.requests());
    }

    @Test
    void printsAnObjectARow() {
        finds(true, "null", "null");
        operator.run("audit", "--json", "--verify").exits(0).says("").prints("""
                {"v":1,"id":6,"time":"2026-11-23T11:00:00Z","event":"device-registered","device":"dGFn","count":1}
                {"v":1,"id":7,"time":"2026-11-23T12:00:00Z","event":"proof-refused","device":null,"count":20}
                {"v":1,"intact":true,"rows":2,"first":6,"last":7,"link":"%s","problem":null}
                """.formatted(ZEROS));
    }

    @Test
    void nothingOfARowReachesTheTerminalRaw() {
        server.answers("/admin/audit", ROWS.replace("NEXT", "null").replace("dGFn", "\\u001b[31m"));
        assertFalse(operator.run("audit").exits(0).out().contains("\u001b"));
        assertFalse(operator.run("audit", "--json").exits(0).out().contains("\u001b"));
    }

    @Test
    void asksForPageAfterPage() {
        server.answers(
                "/admin/audit",
                200,
                "application/json",
                uri -> ROWS.replace("NEXT", uri.contains("after=7") ? "null" : "\"7\""));
        assertEquals(
                4,
                operator.run("audit", "--since", "2026-11-23")
                        .exits(0)
                        .out()
                        .lines()
                        .count());
        assertEquals(
                List.of(
                        "GET /admin/audit?since=2026-11-23T00:00:00Z Bearer secret",
                        "GET /admin/audit?since=2026-11-23T00:00:00Z&after=7 Bearer secret"),
                server.requests());
    }

    @Test
    void takesAMomentToo() {
        operator.run("audit", "--since", "2026-11-23T12:30:00Z").exits(0);
        assertEquals(List.of("GET /admin/audit?since=2026-11-23T12:30:00Z Bearer secret"), server.requests());
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-02-30", "2026-11-23T12:30:00", "", "-1"})
    void refusesWhatIsNoTime(String time) {
        operator.run("audit", "--since=" + time).exits(2);
        assertEquals(List.of(), server.requests());
    }

    @Test
    void tellsThatTheLogIsWhole() {
        finds(true, "null", "null");
        Result result = operator.run("audit", "--verify").exits(0).says("");
        assertEquals(
                "whole: 2 rows, 6 to 7, the last link is " + ZEROS,
                result.out().lines().toList().getLast());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "missing | 17 | row 17 is missing",
                "altered | 17 | row 17 is altered, or not in its place",
                "added | -5 | row -5 was added",
                "restarted | 17 | a new chain begins at row 17",
                "head | null | its head is altered or missing; the rows that are there hold, up to row 7",
                "of-a-later-version | 17 | of-a-later-version, row 17"
            })
    void namesTheFirstRowThatIsNotInOrder(String problem, String row, String text) {
        finds(false, row, "\"" + problem + "\"");
        operator.run("audit", "--verify").exits(1).says("""
                sotto: the audit log is not whole: %s
                hint: docs/operations.md says what that can mean
                """.formatted(text));
        String last = operator.run("audit", "--verify", "--json")
                .exits(1)
                .out()
                .lines()
                .toList()
                .getLast();
        String bad = row.equals("null") ? "" : ",\"bad_row\":" + row;
        assertEquals(
                "{\"v\":1,\"intact\":false,\"rows\":2,\"first\":6,\"last\":7,\"link\":\"" + ZEROS + "\",\"problem\":\""
                        + problem + "\"" + bad + "}",
                last);
    }

    @Test
    void needsARunningServer() throws IOException {
        server.unlock();
        operator.run("audit").fails(1, "no server runs on the data folder ");
        assertEquals(List.of(), server.requests());
    }
}
