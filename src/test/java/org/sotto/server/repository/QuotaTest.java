package org.sotto.server.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.agroal.DataSource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sotto.api.MailboxKind;
import org.sotto.support.TestMailbox;
import org.sotto.support.TestServer;
import org.sotto.support.TlsConnection;
import org.sotto.support.TlsConnection.Reply;

/// A mailbox at its limit and one beyond it, as a sender sees it. That the counters are right is
/// `MessageRepositoryTest`'s matter, so they are set here.
@QuarkusTest
class QuotaTest {
    private final TestServer server;
    private final javax.sql.DataSource source;
    private TlsConnection connection;
    private String token;
    private TestMailbox mailbox;

    QuotaTest(TestServer server, @DataSource("sqlite") javax.sql.DataSource source) {
        this.server = server;
        this.source = source;
    }

    @BeforeEach
    void open() throws IOException {
        connection = server.connect();
        token = server.token(server.registered());
        mailbox = TestMailbox.create(connection, token, MailboxKind.CONTACT);
    }

    @AfterEach
    void close() throws IOException {
        connection.close();
    }

    private void pretend(int messages, long bytes) throws SQLException {
        try (Connection own = source.getConnection();
                Statement statement = own.createStatement()) {
            statement.executeUpdate("UPDATE mailboxes SET messages = " + messages + ", bytes = " + bytes
                    + " WHERE id = (SELECT max(id) FROM mailboxes)");
        }
    }

    private Reply send() throws IOException {
        return connection.post("/v1/messages", token, mailbox.send(TestMailbox.blob(1, 2048)));
    }

    private static void assertFull(Reply reply) throws IOException {
        assertEquals(429, reply.status(), reply.text());
        assertEquals("mailbox-full", reply.code());
        assertEquals("900", reply.headers().get("retry-after"));
    }

    @Test
    void takesTheLastMessageAndRefusesOneMore() throws Exception {
        pretend(9_999, 0);
        assertEquals(202, send().status());
        assertFull(send());
    }

    @Test
    void takesTheLastBytesAndRefusesOneMore() throws Exception {
        pretend(1, (128L << 20) - 2048);
        assertEquals(202, send().status());
        assertFull(send());
    }

    @Test
    void aDeviceHasAtMost2000Mailboxes() throws Exception {
        try (Connection own = source.getConnection();
                Statement statement = own.createStatement()) {
            statement.executeUpdate("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1998)"
                    + " INSERT INTO mailboxes (mailbox_tag, device_id, kind, send_hash, sealed_id, created)"
                    + " SELECT randomblob(32), device_id, 1, zeroblob(64), x'00', 0 FROM n, mailboxes"
                    + " WHERE id = (SELECT max(id) FROM mailboxes)");
        }
        TestMailbox.create(connection, token, MailboxKind.CONTACT);
        Reply refused =
                connection.post("/v1/mailboxes", token, TestMailbox.random().request(MailboxKind.CONTACT));
        assertEquals(429, refused.status(), refused.text());
        assertEquals("rate-limited", refused.code());
        assertEquals("3600", refused.headers().get("retry-after"));
    }
}
