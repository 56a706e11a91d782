package org.sotto.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sotto.operator.ServerFolder;

/// `sotto serve --log-format json`: every line of the log is one object, from the start to the end.
class LogFormatIT {
    private static final long PATIENCE_SECONDS = 90;
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    @TempDir
    Path folder;

    /// What a server writes from its start to its clean end.
    private List<String> log(RealShell shell, String... options) throws Exception {
        Path data = folder.resolve("server");
        List<String> command = new ArrayList<>(List.of("serve", "--data", data.toString(), "--port", "0"));
        command.addAll(List.of(options));
        Process process = shell.start(command.toArray(String[]::new));
        try {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (!Files.exists(data) || !new ServerFolder(data).hasServer()) {
                assertFalse(process.waitFor(50, TimeUnit.MILLISECONDS), "the server has ended");
                assertTrue(System.nanoTime() < deadline, "the server is not ready");
            }
            process.toHandle().destroy(); // and the log stays readable
            return RealShell.finish(process, "").err().lines().toList();
        } finally {
            process.destroyForcibly();
        }
    }

    private static void check(String line) throws IOException {
        JsonNode object = JSON.readTree(line);
        Set<String> fields = new java.util.TreeSet<>();
        object.fieldNames().forEachRemaining(fields::add);
        assertEquals(Set.of("time", "level", "logger", "message"), fields, line);
        OffsetDateTime.parse(object.get("time").asText());
        assertTrue(Set.of("INFO", "WARN", "ERROR").contains(object.get("level").asText()), line);
    }

    @Test
    void eachLineIsOneObject() throws Exception {
        List<String> lines = log(new RealShell(folder, "operator"), "--log-format", "json");
        for (String line : lines) {
            check(line);
        }
        assertTrue(lines.stream().anyMatch(line -> line.contains("Listening on")), String.join("\n", lines));
        assertTrue(lines.getLast().contains("stopped"), String.join("\n", lines));
    }

    @Test
    void theVariableDoesTheSameAndTheOptionWins() throws Exception {
        RealShell shell = new RealShell(folder, "operator").set("SOTTO_LOG_FORMAT", "json");
        for (String line : log(shell)) {
            check(line);
        }
        List<String> text = log(shell, "--log-format", "text");
        String last = text.getLast();
        assertTrue(last.matches("\\d\\d:\\d\\d:\\d\\d INFO +sotto stopped in .*"), last);
        assertThrows(JsonProcessingException.class, () -> check(last)); // the control
    }

    @Test
    void anotherFormatIsRefused() throws Exception {
        new RealShell(folder, "operator")
                .run("serve", "--data", folder.resolve("server").toString(), "--log-format", "xml")
                .fails(1, "server.log_format (--log-format) is \"xml\", ");
    }
}
