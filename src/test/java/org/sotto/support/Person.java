package org.sotto.support;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.sotto.api.AckRequest;
import org.sotto.api.MailboxKind;
import org.sotto.api.SendRequest;

/// A registered device with a session, and the calls that it makes.
public record Person(Rest rest, TestDevice device, String token) {
    /// A call with the session.
    public RequestSpecification call() {
        return rest.bearer(token);
    }

    /// A mailbox that was made at the server.
    public TestMailbox mailbox(MailboxKind kind) {
        TestMailbox mailbox = TestMailbox.random();
        create(mailbox, kind).then().statusCode(201);
        return mailbox;
    }

    public Response create(TestMailbox mailbox, MailboxKind kind) {
        return call().body(mailbox.request(kind)).post("/v1/mailboxes");
    }

    public Response delete(TestMailbox mailbox) {
        return call().delete("/v1/mailboxes/{mailbox}", mailbox.path());
    }

    public Response send(SendRequest request) {
        return call().body(request).post("/v1/messages");
    }

    public Response acknowledge(List<byte[]> ids) {
        return call().body(new AckRequest(ids)).post("/v1/messages/ack");
    }

    /// Ends the device.
    public Response leave() {
        return call().delete("/v1/devices/me");
    }
}
