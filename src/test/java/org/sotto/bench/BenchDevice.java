package org.sotto.bench;

import java.io.IOException;
import org.sotto.api.MailboxKind;
import org.sotto.protocol.Invitation;
import org.sotto.support.TestDevice;
import org.sotto.support.TestMailbox;
import org.sotto.support.TlsConnection;

/// A device that is registered through the API, with its session and one mailbox.
record BenchDevice(String token, TestMailbox mailbox) {
    static BenchDevice register(TlsConnection connection, String link) throws IOException {
        Invitation invitation = Invitation.parse(link);
        TestDevice device = new TestDevice(invitation.server().serverId());
        TlsConnection.Reply reply = device.register(connection, invitation.code());
        if (reply.status() != 201) {
            throw new IllegalStateException(reply.text());
        }
        String token = device.token(connection);
        return new BenchDevice(token, TestMailbox.create(connection, token, MailboxKind.CONTACT));
    }
}
