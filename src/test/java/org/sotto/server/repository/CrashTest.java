package org.sotto.server.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that is killed under load: whatever it has acknowledged is there once when it starts again.
class CrashTest {
    private static final int ROUNDS = Boolean.getBoolean("sotto.long") ? 30 : 4;

    @TempDir
    Path folder;

    static PlainParcel parcel(int id) {
        byte[] blob = new byte[2048];
        new Random(id).nextBytes(blob);
        return PlainParcel.of(1, id, blob);
    }

    @Test
    void everythingAcknowledgedIsThereOnceAfterAKill() throws Exception {
        Path file = folder.resolve("crash.db");
        PlainDatabase.open(file).addMailbox(1);
        Random random = new Random(1);
        List<Integer> acknowledged = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            acknowledged.addAll(runAndKill(file, 1_000_000 * round, 200 + random.nextInt(2000)));
            check(file, acknowledged);
        }
        System.out.println("killed " + ROUNDS + " times, " + acknowledged.size() + " acknowledged, none lost");
    }

    /// The ids that were acknowledged before the kill.
    private static List<Integer> runAndKill(Path file, int first, int enough) throws Exception {
        Process child = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashChild.class.getName(),
                        file.toString(),
                        Integer.toString(first))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Integer> acknowledged = new ArrayList<>();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.US_ASCII))) {
            while (acknowledged.size() < enough) {
                acknowledged.add(next(out));
            }
            child.toHandle().destroyForcibly(); // SIGKILL; the process itself would close our end of its output
            assertTrue(child.waitFor(20, TimeUnit.SECONDS));
            rest(out, acknowledged);
        } finally {
            child.destroyForcibly();
        }
        return acknowledged;
    }

    private static int next(BufferedReader out) throws IOException {
        String line = out.readLine();
        assertTrue(line != null, "the child ended by itself");
        return Integer.parseInt(line);
    }

    private static void rest(BufferedReader out, List<Integer> acknowledged) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int c = out.read(); c >= 0; c = out.read()) {
            text.append((char) c);
        }
        String whole = text.substring(0, text.lastIndexOf("\n") + 1); // the last line may be cut off
        whole.lines().map(Integer::parseInt).forEach(acknowledged::add);
    }

    private static void check(Path file, List<Integer> acknowledged) throws Exception {
        PlainDatabase database = PlainDatabase.open(file);
        assertEquals(1, database.number("SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'"));
        long rows = database.number("SELECT count(*) FROM pending_messages");
        assertEquals(rows, database.number("SELECT count(DISTINCT message_tag) FROM pending_messages"));
        assertTrue(rows >= acknowledged.size());
        try (GroupCommit commits = new GroupCommit(database.source(), database.turn, PlainDatabase.meters())) {
            commits.index().awaitLoaded();
            assertEquals(rows, commits.index().load(1).messages());
            MessageRepository messages =
                    new MessageRepository(commits, database.source(), new Quota(Integer.MAX_VALUE, Long.MAX_VALUE));
            for (int id : acknowledged) {
                assertEquals(
                        new StoreResult.Known(),
                        messages.store(parcel(id), stored -> {}).join(),
                        "message " + id);
            }
        }
    }
}
