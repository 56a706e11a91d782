package org.sotto.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sotto.api.AckRequest;
import org.sotto.api.ApiJson;
import org.sotto.api.MailboxKind;
import org.sotto.api.Page;
import org.sotto.api.StoredMessage;
import org.sotto.protocol.Invitation;
import org.sotto.support.TestDevice;
import org.sotto.support.TestMailbox;
import org.sotto.support.TlsConnection;

/// Fetches and acknowledges. What it acknowledged and heard so must not come again; each sender's messages come without
/// a gap, in order, with their own bytes.
final class KillRecipient {
    private final TestDevice device;
    private final TestMailbox mailbox;
    private final Set<ByteBuffer> received = new HashSet<>();
    private final Set<ByteBuffer> deleted = new HashSet<>();
    private final Map<Integer, Integer> counts = new HashMap<>();

    private KillRecipient(TestDevice device, TestMailbox mailbox) {
        this.device = device;
        this.mailbox = mailbox;
    }

    static KillRecipient register(KillConnections connections, Invitation invitation) throws IOException {
        TestDevice device = new TestDevice(invitation.server().serverId());
        TlsConnection connection = connections.open();
        KillSender.require(201, device.register(connection, invitation.code()));
        TestMailbox mailbox = TestMailbox.random();
        KillSender.require(
                201, connection.post("/v1/mailboxes", device.token(connection), mailbox.request(MailboxKind.CONTACT)));
        return new KillRecipient(device, mailbox);
    }

    TestMailbox mailbox() {
        return mailbox;
    }

    int received() {
        return received.size();
    }

    int receivedFrom(int sender) {
        return counts.getOrDefault(sender, 0);
    }

    void fetchUntilKilled(KillConnections connections, KillGate gate) {
        try {
            TlsConnection connection = connections.open();
            String token = device.token(connection);
            while (!gate.isOver()) {
                fetch(connection, token);
            }
        } catch (IOException e) {
            gate.broken(e);
        }
    }

    /// Until nothing waits.
    void drain(KillConnections connections) throws IOException {
        TlsConnection connection = connections.open();
        String token = device.token(connection);
        while (fetch(connection, token) > 0) {
            continue;
        }
    }

    private int fetch(TlsConnection connection, String token) throws IOException {
        TlsConnection.Reply reply = connection.request("GET", "/v1/messages?limit=50", token, null);
        KillSender.require(200, reply);
        Page<StoredMessage> page = ApiJson.client().readValue(reply.body(), new TypeReference<>() {});
        if (page.items().isEmpty()) {
            return 0;
        }
        Set<ByteBuffer> onPage = new HashSet<>();
        for (StoredMessage message : page.items()) {
            onPage.add(ByteBuffer.wrap(message.id()));
            take(message);
        }
        assertEquals(page.items().size(), onPage.size(), "one message twice on a page");
        List<byte[]> ids = page.items().stream().map(StoredMessage::id).toList();
        KillSender.require(200, connection.post("/v1/messages/ack", token, new AckRequest(ids)));
        deleted.addAll(onPage);
        return ids.size();
    }

    private void take(StoredMessage message) {
        ByteBuffer id = ByteBuffer.wrap(message.id());
        int sender = id.getInt(0);
        int index = id.getInt(Integer.BYTES);
        assertFalse(deleted.contains(id), "a deleted message came again");
        assertArrayEquals(KillSender.blob(sender, index), message.content());
        if (received.add(id)) {
            assertEquals(counts.merge(sender, 1, Integer::sum) - 1, index, "lost or out of order");
        }
    }
}
