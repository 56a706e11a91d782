package org.sotto.bench;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import java.time.Instant;
import javax.net.ssl.SSLException;
import org.sotto.api.ApiLimits;
import org.sotto.api.ChallengeResponse;
import org.sotto.api.frame.ClientFrame;
import org.sotto.api.frame.ServerFrame;
import org.sotto.crypto.proof.ProofContext.Purpose;
import org.sotto.support.TestDevice;
import org.sotto.support.TestStream;

/// The session of one stream, which lasts 15 minutes and is renewed by a proof on the stream itself.
final class BenchSession {
    /// Request ids that neither messages nor acknowledgments have.
    private static final long CHALLENGE_ID = 3;

    static final long PROOF_ID = 4;

    private final WebSocket socket;
    private final TestDevice device;
    private byte[] nonce = new byte[0];

    BenchSession(WebSocket socket, TestDevice device) {
        this.socket = socket;
        this.device = device;
    }

    void renew() {
        nonce = TestDevice.random(ApiLimits.NONCE);
        write(new ClientFrame.Challenge(CHALLENGE_ID, nonce));
    }

    void prove(ServerFrame.Challenge challenge) {
        TestDevice.Challenge answered = new TestDevice.Challenge(
                nonce,
                new ChallengeResponse(
                        challenge.serverNonce(),
                        Instant.ofEpochMilli(challenge.expiry()),
                        challenge.challenge(),
                        Instant.EPOCH));
        write(new ClientFrame.Proof(PROOF_ID, device.proof(Purpose.AUTH, exporter(), answered)));
    }

    private byte[] exporter() {
        try {
            return TestStream.exporter(socket);
        } catch (SSLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write(ClientFrame frame) {
        socket.writeBinaryMessage(Buffer.buffer(frame.encode()));
    }
}
