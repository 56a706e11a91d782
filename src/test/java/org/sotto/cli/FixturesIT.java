package org.sotto.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sotto.client.Fixture;
import org.sotto.client.Message;
import org.sotto.client.Messenger;
import org.sotto.operator.OperatorClient;
import org.sotto.operator.ServerFolder;

/// What each release left on disk opens with this version, and goes on.
class FixturesIT {
    static Stream<Path> releases() throws IOException {
        List<Path> found;
        try (Stream<Path> inside = Files.list(Fixture.RELEASES)) {
            found = inside.filter(Files::isDirectory).sorted().toList();
        }
        assertTrue(!found.isEmpty(), "there is no fixture");
        return found.stream();
    }

    @ParameterizedTest
    @MethodSource("releases")
    void opensAndGoesOn(Path release, @TempDir Path folder) throws Exception {
        Fixture fixture = new Fixture(release).copyTo(folder.resolve("copy"));
        try (RealServer server = RealServer.start(fixture.server(), 0)) {
            fixture.moveServerTo(server.port());
            try (Messenger alice = fixture.openAlice()) {
                assertEquals(
                        List.of("two"),
                        alice.receive(Duration.ZERO).stream().map(Message::text).toList());
                assertEquals(
                        List.of("one", "two"),
                        alice.history("bob").stream().map(Message::text).toList());
                alice.send("bob", "three");
            }
            assertTrue(new OperatorClient(new ServerFolder(fixture.server()))
                    .verifyAudit()
                    .intact());
            server.stop();
        }
    }
}
