package org.sotto.bench;

import java.io.IOException;
import org.sotto.api.MailboxKind;
import org.sotto.protocol.Invitation;
import org.sotto.support.TestDevice;
import org.sotto.support.TestMailbox;
import org.sotto.support.TlsConnection;

/// A device that is registered through the API, with its session and one mailbox.
record BenchDevice(TestDevice device, String token, TestMailbox mailbox) {
    static BenchDevice register(TlsConnection connection, String link) throws IOException {
        Invitation invitation = Invitation.parse(link);
        TestDevice device = new TestDevice(invitation.server().serverId());
        expect(201, device.register(connection, invitation.code()));
        String token = device.token(connection);
        TestMailbox mailbox = TestMailbox.random();
        expect(201, connection.post("/v1/mailboxes", token, mailbox.request(MailboxKind.CONTACT)));
        return new BenchDevice(device, token, mailbox);
    }

    private static void expect(int status, TlsConnection.Reply reply) {
        if (reply.status() != status) {
            throw new IllegalStateException(reply.text());
        }
    }
}
