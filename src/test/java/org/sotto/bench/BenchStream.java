package org.sotto.bench;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.sotto.api.frame.FrameLimits;
import org.sotto.api.frame.SendFrame;
import org.sotto.api.frame.ServerFrame;
import org.sotto.support.TestMailbox;

/// One device's stream, as cheap as can be, since it runs on the server's own cores: it writes frames by hand and
/// looks at the type, the status and the message id only.
final class BenchStream {
    private static final int SENT = 2;
    private static final int DELIVER = 3;
    private static final int CHALLENGE = 5;
    private static final int RENEWED = 6;
    private static final int DRAINED = 8;
    private static final int ID = FrameLimits.HEAD;
    private static final int MAX_ACK = 64;

    private final WebSocket socket;
    private final BenchSession session;
    private final Load load;
    private final Random random = new Random();
    private final byte[] frame;
    private Buffer acknowledged = Buffer.buffer();
    private long sentAt;
    private boolean waiting;
    private @Nullable BenchStream peer;

    /// @param blob size of what it sends, bytes
    BenchStream(WebSocket socket, BenchSession session, Load load, TestMailbox recipient, int blob) {
        this.socket = socket;
        this.session = session;
        this.load = load;
        this.frame = new SendFrame(1, new byte[16], recipient.id(), recipient.sendSecret(), TestMailbox.blob(1, blob))
                .encode();
        socket.binaryMessageHandler(this::received);
        socket.closeHandler(closed -> load.closed(socket.closeStatusCode()));
    }

    void close() {
        if (!socket.isClosed()) {
            socket.closeHandler(closed -> {});
            socket.close();
        }
    }

    /// Sends one message; call it on the stream's event loop.
    void send() {
        if (waiting) {
            load.late();
            return;
        }
        waiting = true;
        sentAt = System.nanoTime();
        long number = random.nextLong();
        if (load.isOnline()) {
            load.ledger().sent(sentAt, number);
        }
        Buffer bytes = Buffer.buffer(frame.clone());
        bytes.setLong(ID, sentAt).setLong(ID + Long.BYTES, number);
        socket.writeBinaryMessage(bytes);
    }

    /// Makes its session last as long again; call it on the stream's event loop.
    void renew() {
        session.renew();
    }

    private void received(Buffer bytes) {
        switch (bytes.getByte(0)) {
            case SENT -> answered(bytes);
            case DELIVER -> {
                if (peer != null) { // else it waited here since an earlier measurement
                    load.delivered(System.nanoTime() - bytes.getLong(ID));
                    load.ledger().arrived(bytes.getLong(ID), bytes.getLong(ID + Long.BYTES));
                    peer.done();
                }
                acknowledged.appendBuffer(bytes, ID, 16);
                if (acknowledged.length() >= MAX_ACK * 16) {
                    acknowledge();
                }
            }
            case CHALLENGE -> session.prove((ServerFrame.Challenge) ServerFrame.decode(bytes.getBytes()));
            case RENEWED -> load.renewed();
            case DRAINED -> {
                load.drained();
                acknowledge();
            }
            default -> throw new IllegalStateException("frame of type " + bytes.getByte(0));
        }
    }

    private void answered(Buffer bytes) {
        long question = bytes.getUnsignedInt(1);
        if (question == BenchSession.PROOF_ID) {
            throw new IllegalStateException("a session is not renewed");
        }
        if (question != 1) {
            return; // an acknowledgment's
        }
        if (bytes.getByte(FrameLimits.HEAD) != 0) {
            throw new IllegalStateException("refused with " + bytes.getByte(FrameLimits.HEAD));
        }
        load.sent(System.nanoTime() - sentAt);
        if (!load.isOnline()) {
            done();
        }
    }

    /// The message is where it shall be: on the disk, or at its recipient.
    private void done() {
        waiting = false;
        if (load.isClosedLoop()) {
            send();
        }
    }

    /// The stream whose messages this one receives.
    void receivesFrom(BenchStream sender) {
        peer = sender;
    }

    private void acknowledge() {
        if (acknowledged.length() > 0) {
            socket.writeBinaryMessage(Buffer.buffer(new byte[] {4, 0, 0, 0, 2}).appendBuffer(acknowledged));
            acknowledged = Buffer.buffer();
        }
    }
}
