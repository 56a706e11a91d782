package org.sotto.support;

import java.util.Base64;
import org.sotto.api.MailboxKind;
import org.sotto.api.MailboxRequest;
import org.sotto.api.SendRequest;
import org.sotto.crypto.Label;
import org.sotto.crypto.primitive.Hash;

/// A mailbox of a test's device, with its send secret.
public record TestMailbox(byte[] id, byte[] sendSecret) {
    public static TestMailbox random() {
        return new TestMailbox(TestDevice.random(32), TestDevice.random(32));
    }

    /// The id as it stands in a path.
    public String path() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    }

    public MailboxRequest request(MailboxKind kind) {
        return new MailboxRequest(id, Hash.sha512(Label.SEND.with(sendSecret)), kind);
    }

    /// A send of these bytes under a random id.
    public SendRequest send(byte[] blob) {
        return send(TestDevice.random(16), blob);
    }

    public SendRequest send(byte[] messageId, byte[] blob) {
        return new SendRequest(messageId, id, sendSecret, blob);
    }

    /// A blob of type 0x01, or 0x02 for a first one, and `size` bytes.
    public static byte[] blob(int type, int size) {
        byte[] blob = TestDevice.random(size);
        blob[0] = (byte) type;
        return blob;
    }
}
