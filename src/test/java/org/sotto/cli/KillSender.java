package org.sotto.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.sotto.api.SendRequest;
import org.sotto.protocol.Invitation;
import org.sotto.support.TestDevice;
import org.sotto.support.TestMailbox;
import org.sotto.support.TlsConnection;

/// Sends one message after the other; the one that was not answered is kept and sent again.
final class KillSender {
    private static final int BLOB = 2_048;

    private final int number;
    private final TestDevice device;
    private final TestMailbox to;
    private int sent;
    private boolean unanswered;

    private KillSender(int number, TestDevice device, TestMailbox to) {
        this.number = number;
        this.device = device;
        this.to = to;
    }

    static KillSender register(int number, KillConnections connections, Invitation invitation, TestMailbox to)
            throws IOException {
        TestDevice device = new TestDevice(invitation.server().serverId());
        require(201, device.register(connections.open(), invitation.code()));
        return new KillSender(number, device, to);
    }

    /// The blob of a sender's message: type, both numbers, and bytes that follow from them.
    static byte[] blob(int sender, int index) {
        byte[] blob = new byte[BLOB];
        new Random(31L * index + sender).nextBytes(blob);
        return ByteBuffer.wrap(blob).put((byte) 1).putInt(sender).putInt(index).array();
    }

    int number() {
        return number;
    }

    /// Messages that the server acknowledged.
    int sent() {
        return sent;
    }

    /// Sends what the last life of the server left unanswered; false if that is nothing.
    boolean resume(KillConnections connections) throws IOException {
        boolean open = unanswered;
        if (open) {
            TlsConnection connection = connections.open();
            send(connection, device.token(connection));
        }
        return open;
    }

    void sendUntilKilled(KillConnections connections, KillGate gate) {
        try {
            TlsConnection connection = connections.open();
            String token = device.token(connection);
            while (!gate.isOver()) {
                send(connection, token);
                gate.acknowledged();
            }
        } catch (IOException e) {
            gate.broken(e);
        }
    }

    private void send(TlsConnection connection, String token) throws IOException {
        byte[] id = ByteBuffer.allocate(16).putInt(number).putInt(sent).array();
        SendRequest request = to.send(id, blob(number, sent));
        unanswered = true;
        require(202, connection.post("/v1/messages", token, request));
        unanswered = false;
        sent++;
    }

    static void require(int status, TlsConnection.Reply reply) {
        if (reply.status() != status) {
            throw new AssertionError(reply.status() + " " + reply.text());
        }
    }
}
