package org.sotto.server.resource;

import jakarta.enterprise.context.Dependent;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.sotto.api.ApiLimits;
import org.sotto.api.ChallengeResponse;
import org.sotto.api.MailboxKind;
import org.sotto.api.SendRequest;
import org.sotto.api.frame.ClientFrame;
import org.sotto.api.frame.SendFrame;
import org.sotto.api.frame.ServerFrame;
import org.sotto.crypto.proof.ProofContext.Purpose;
import org.sotto.support.People;
import org.sotto.support.Person;
import org.sotto.support.TestDevice;
import org.sotto.support.TestMailbox;
import org.sotto.support.TestServer;
import org.sotto.support.TestStream;

/// Alice, who sends to Bob's mailbox, and the streams of both.
@Dependent
class StreamScene implements AutoCloseable {
    private final TestServer server;
    private final People people;
    private final List<TestStream> streams = new ArrayList<>();
    private @Nullable TestMailbox mailbox;

    StreamScene(TestServer server, People people) {
        this.server = server;
        this.people = people;
    }

    Person alice() throws IOException {
        return people.alice();
    }

    Person bob() throws IOException {
        return people.bob();
    }

    /// Bob's.
    TestMailbox mailbox() throws IOException {
        if (mailbox == null) {
            mailbox = bob().mailbox(MailboxKind.CONTACT);
        }
        return mailbox;
    }

    TestStream open(Person person) throws ExecutionException {
        TestStream stream = TestStream.open(server.httpsPort(), server.data("tls.crt"), person.token());
        streams.add(stream);
        return stream;
    }

    SendFrame frame(long requestId, byte[] blob) throws IOException {
        SendRequest request = mailbox().send(blob);
        return new SendFrame(requestId, request.id(), request.recipient(), request.sendSecret(), request.content());
    }

    /// Sends such a message to Bob without a stream, and tells its id.
    byte[] rest(int size) throws IOException {
        SendRequest request = mailbox().send(TestMailbox.blob(1, size));
        alice().send(request).then().statusCode(202);
        return request.id();
    }

    /// Returns when the server has read all that was sent before.
    void ping(TestStream stream) throws InterruptedException {
        stream.send(new ClientFrame.Ping(9));
        stream.next(ServerFrame.Ping.class);
    }

    /// A challenge over the stream.
    TestDevice.Challenge challenge(TestStream stream, long requestId) throws InterruptedException {
        byte[] nonce = TestDevice.random(ApiLimits.NONCE);
        stream.send(new ClientFrame.Challenge(requestId, nonce));
        ServerFrame.Challenge answer = stream.next(ServerFrame.Challenge.class);
        if (answer.requestId() != requestId) {
            throw new AssertionError(answer);
        }
        Instant expiry = Instant.ofEpochMilli(answer.expiry());
        return new TestDevice.Challenge(
                nonce, new ChallengeResponse(answer.serverNonce(), expiry, answer.challenge(), expiry));
    }

    /// Request 3.
    ClientFrame.Proof bobsProof(TestStream stream, TestDevice.Challenge challenge) throws IOException {
        return new ClientFrame.Proof(3, bob().device().proof(Purpose.AUTH, stream.exporter(), challenge));
    }

    @Override
    public void close() {
        streams.forEach(TestStream::close);
    }
}
