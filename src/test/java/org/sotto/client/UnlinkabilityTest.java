package org.sotto.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.server.service.Pseudonyms;
import org.sotto.server.service.Table;
import org.sotto.support.JoinSearch;
import org.sotto.support.JoinSearch.Cell;
import org.sotto.support.JoinSearch.Thing;
import org.sotto.support.Rest;
import org.sotto.support.TestServer;
import org.sotto.support.TestTokens;

/// After 200 messages among ten people nothing that the server has kept or said joins the device of a sender with the
/// mailbox that it wrote into; the same search finds a planted join of each kind.
@QuarkusTest
class UnlinkabilityTest {
    private static final int PEOPLE = 10;
    private static final int EACH = 20;

    private final TestServer server;
    private final Rest rest;
    private final TestTokens tokens;
    private final Pseudonyms pseudonyms;
    private final AgroalDataSource source;
    private final Recorder recorder = new Recorder();

    UnlinkabilityTest(
            TestServer server,
            Rest rest,
            TestTokens tokens,
            Pseudonyms pseudonyms,
            @DataSource("sqlite") AgroalDataSource source) {
        this.server = server;
        this.rest = rest;
        this.tokens = tokens;
        this.pseudonyms = pseudonyms;
        this.source = source;
    }

    private static final class Recorder extends Handler {
        private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void publish(LogRecord record) {
            lines.add(record.getMessage() + " " + Arrays.toString(record.getParameters()) + " " + record.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void nothingJoinsASendersDeviceWithAMailbox(@TempDir Path folder) throws Exception {
        tokens.key(); // is there
        Logger root = Logger.getLogger("");
        root.addHandler(recorder);
        try {
            meet(folder);
            inParallel(person -> write(folder, person));
            List<JoinSearch> searches = new ArrayList<>();
            for (int person = 0; person < PEOPLE; person++) {
                searches.add(search(folder, person));
            }
            for (JoinSearch search : searches) {
                assertEquals(List.of(), search.inRows(rows()));
            }
            int received = inParallel(person -> receive(folder, person));
            assertEquals(PEOPLE * EACH, received, "every message arrived");
            for (JoinSearch search : searches) {
                assertEquals(List.of(), search.inRows(rows()));
                assertTrue(search.inLines(lines()).isEmpty());
            }
            checkPlanted(searches.getFirst(), folder);
        } finally {
            root.removeHandler(recorder);
        }
    }

    private void meet(Path folder) {
        for (int i = 0; i < PEOPLE; i++) {
            Messenger.register(environment(folder, i), server.invitation(), "person" + i)
                    .close();
        }
        for (int i = 0; i < PEOPLE; i++) {
            try (Messenger mine = open(folder, i);
                    Messenger next = open(folder, (i + 1) % PEOPLE)) {
                mine.add(next.card(), "next");
                mine.send("next", "hello");
            }
        }
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < PEOPLE; i++) {
                receive(folder, i); // and answers with a receipt that grants a mailbox
            }
        }
    }

    private static int write(Path folder, int person) {
        try (Messenger messenger = open(folder, person)) {
            for (int i = 0; i < EACH; i++) {
                assertInstanceOf(SendResult.Accepted.class, messenger.send("next", "text " + i));
            }
            return EACH;
        }
    }

    private static int receive(Path folder, int person) {
        try (Messenger messenger = open(folder, person)) {
            return (int) messenger.receive(Duration.ZERO).stream()
                    .filter(each -> each.text().startsWith("text"))
                    .count();
        }
    }

    @FunctionalInterface
    private interface Doing {
        int by(int person);
    }

    private static int inParallel(Doing doing) throws Exception {
        List<Future<Integer>> all = new ArrayList<>();
        try (ExecutorService people = Executors.newFixedThreadPool(PEOPLE)) {
            for (int i = 0; i < PEOPLE; i++) {
                int person = i;
                all.add(people.submit(() -> doing.by(person)));
            }
        }
        int sum = 0;
        for (Future<Integer> each : all) {
            sum += each.get();
        }
        return sum;
    }

    /// The person's device, and the mailbox that the next one has for it.
    private JoinSearch search(Path folder, int person) throws SQLException {
        try (Core core = Core.open(environment(folder, person), ServerFactory.remote(environment(folder, person)))) {
            byte[] device = core.own().place().deviceId();
            byte[] mailbox = core.database()
                    .transact(tx ->
                            tx.contacts().byName("next").orElseThrow().granted().mailbox());
            return new JoinSearch(
                    thing("device", device, Table.REGISTERED_DEVICES, "registered_devices"),
                    thing("mailbox", mailbox, Table.MAILBOXES, "mailboxes"));
        }
    }

    private Thing thing(String column, byte[] id, Table table, String name) throws SQLException {
        byte[] tag = pseudonyms.tag(table, id);
        String where = column + "_tag = x'" + HexFormat.of().formatHex(tag) + "'";
        List<List<Cell>> row = query("SELECT id FROM " + name + " WHERE " + where);
        assertEquals(1, row.size(), "the server knows it");
        long number = Long.parseLong(row.getFirst().getFirst().text());
        return new Thing(column, List.of(id, tag, Arrays.copyOf(tag, 16)), number);
    }

    private List<List<Cell>> rows() throws SQLException {
        List<List<Cell>> all = new ArrayList<>();
        for (List<Cell> table : query("SELECT name FROM sqlite_schema WHERE type = 'table'")) {
            all.addAll(query("SELECT * FROM \"" + table.getFirst().text() + "\""));
        }
        assertTrue(all.size() > PEOPLE * EACH, "tokens and messages are there");
        return all;
    }

    private List<List<Cell>> query(String sql) throws SQLException {
        List<List<Cell>> found = new ArrayList<>();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                List<Cell> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    Object value = rows.getObject(i);
                    String text =
                            value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : String.valueOf(value);
                    row.add(new Cell(rows.getMetaData().getColumnName(i), text));
                }
                found.add(row);
            }
        }
        return found;
    }

    /// Logs, the audit log opened, and metrics.
    private List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>(recorder.lines);
        lines.addAll(
                rest.operator().get("/admin/audit?limit=100").asString().lines().toList());
        String metrics = rest.operator().get("/q/metrics").asString();
        assertTrue(metrics.contains("/v1/messages"), "the metrics know of the sends");
        lines.addAll(metrics.lines().toList());
        return lines;
    }

    private void checkPlanted(JoinSearch search, Path folder) throws SQLException, IOException {
        byte[] device;
        byte[] mailbox;
        try (Core core = Core.open(environment(folder, 0), ServerFactory.remote(environment(folder, 0)))) {
            device = core.own().place().deviceId();
            mailbox = core.database()
                    .transact(tx ->
                            tx.contacts().byName("next").orElseThrow().granted().mailbox());
        }
        HexFormat hex = HexFormat.of();
        String deviceTag = hex.formatHex(pseudonyms.tag(Table.REGISTERED_DEVICES, device));
        String mailboxTag = hex.formatHex(pseudonyms.tag(Table.MAILBOXES, mailbox));
        planted(search, "SELECT x'" + deviceTag + "' AS a, x'" + mailboxTag + "' AS b");
        planted(search, "SELECT x'00" + hex.formatHex(device) + hex.formatHex(mailbox) + "' AS a");
        planted(
                search,
                "SELECT d.id AS device_id, m.id AS mailbox_id FROM registered_devices d, mailboxes m"
                        + " WHERE d.device_tag = x'" + deviceTag + "' AND m.mailbox_tag = x'" + mailboxTag + "'");
        assertTrue(search.inLines(lines()).isEmpty());
        Logger.getLogger("org.sotto.test").log(Level.INFO, "sent", new Object[] {deviceTag, hex.formatHex(mailbox)});
        assertFalse(search.inLines(lines()).isEmpty(), "a line of the log");
    }

    private void planted(JoinSearch search, String select) throws SQLException {
        execute("CREATE TABLE planted AS " + select);
        try {
            assertEquals(1, search.inRows(rows()).size(), select);
        } finally {
            execute("DROP TABLE planted");
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static Messenger open(Path folder, int person) {
        return Messenger.open(environment(folder, person));
    }

    private static ClientEnvironment environment(Path folder, int person) {
        return ClientEnvironment.builder(
                        folder.resolve("person" + person), SecretBytes.adopt("correct horse".getBytes(UTF_8)))
                .clock(Clock.systemUTC())
                .random(new SecureRandom())
                .cost(Person.CHEAP)
                .requestTimeout(Duration.ofSeconds(30))
                .reserveRows(1)
                .build();
    }
}
