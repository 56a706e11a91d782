package org.sotto.server.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sotto.support.TestServer;
import org.sotto.support.TlsConnection;

/// Logs carry nothing of users: no id, no token, no key, no address, no word of what they write.
@QuarkusTest
class LogTest {
    private final TestServer server;
    private final FullRun run;

    LogTest(TestServer server, FullRun run) {
        this.server = server;
        this.run = run;
    }

    @ParameterizedTest
    @ValueSource(strings = {"INFO", "FINE"}) // FINE is DEBUG
    void aFullRunLeavesNothingOfItsPeopleBehind(String level) throws Exception {
        try (LogRecorder recorder = new LogRecorder(Level.parse(level))) {
            run.run();
            String log = recorder.text();
            assertTrue(log.contains("the recorder hears"), log);
            assertEquals(List.of(), run.needles().in(log), log);
        }
    }

    /// The control: each in each of its forms, planted in the middle of a line and in the cause of a failure.
    @Test
    void whatIsPlantedIsFound() throws Exception {
        run.run();
        run.needles().forms().forEach(form -> {
            try (LogRecorder recorder = new LogRecorder(Level.FINE)) {
                Logger.getLogger("org.sotto.test").fine("a device (" + form.getValue() + ") came");
                Exception fault = new IllegalStateException(new IOException(form.getValue()));
                fault.setStackTrace(new StackTraceElement[0]); // a hundred of them would bury the console
                fault.getCause().setStackTrace(new StackTraceElement[0]);
                Logger.getLogger("org.sotto.test").log(Level.FINE, "failed", fault);
                List<String> lines = recorder.text().lines().toList();
                assertEquals(
                        2,
                        lines.stream()
                                .filter(line -> line.contains("came") || line.startsWith("Caused by"))
                                .filter(line -> run.needles().in(line).contains(form.getKey()))
                                .count(),
                        form.getKey());
            }
        });
    }

    @Test
    void aStrangersOversizedBodyIsNoLine() throws IOException {
        try (LogRecorder recorder = new LogRecorder(Level.INFO);
                TlsConnection connection = server.connect()) {
            assertEquals(
                    "too-large",
                    connection.chunked("/v1/auth/challenge", " ".repeat(20_000)).code());
            String log = recorder.text();
            assertTrue(log.contains("the recorder hears"));
            assertFalse(log.contains("fault") || log.contains("Exception"), log);
        }
    }
}
