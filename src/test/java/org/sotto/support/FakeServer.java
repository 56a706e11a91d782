package org.sotto.support;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.sotto.crypto.Label;
import org.sotto.crypto.primitive.Hash;
import org.sotto.transport.DeviceCredentials;
import org.sotto.transport.MailboxServer;
import org.sotto.transport.StreamEvent;
import org.sotto.transport.TransportException;

/// A home server inside the process, honest until a test makes it otherwise.
public final class FakeServer {
    /// Deliveries that a stream lets stand unacknowledged.
    public static final int WINDOW = 256;

    private final Map<ByteBuffer, FakeDevice> devices = new HashMap<>();
    private final Map<ByteBuffer, Mailbox> mailboxes = new HashMap<>();
    private final Map<ByteBuffer, byte[]> seen = new HashMap<>();
    private final FakeIssuer issuer = new FakeIssuer();
    private boolean reachable = true;
    private boolean wrongKey;
    private boolean forgetful;
    private boolean acknowledging = true;
    private boolean keepsOneTime;
    private boolean silent;
    private boolean losesRotationAnswers;
    private int calls;
    private int streams;
    private long skewMs;
    private UnaryOperator<byte[]> bundles = UnaryOperator.identity();
    private UnaryOperator<List<StreamEvent.Delivery>> deliveries = UnaryOperator.identity();

    record Mailbox(FakeDevice owner, byte[] secretHash, boolean forCard) {}

    public synchronized void setReachable(boolean value) {
        reachable = value;
    }

    public synchronized void setWrongKey(boolean value) {
        wrongKey = value;
    }

    /// A server that knows no device, as after a revocation.
    public synchronized void setForgetful(boolean value) {
        forgetful = value;
    }

    /// Whether acknowledgments have an effect; without, everything comes again.
    public synchronized void setAcknowledging(boolean value) {
        acknowledging = value;
    }

    /// A dishonest server: the same one-time prekey again and again.
    public synchronized void setKeepsOneTime(boolean value) {
        keepsOneTime = value;
        devices.values().forEach(FakeDevice::loseOneTimeKey);
    }

    public synchronized void loseOneTimeKeys() {
        devices.values().forEach(FakeDevice::loseOneTimeKeys);
    }

    public synchronized void setSkew(Duration value) {
        skewMs = value.toMillis();
    }

    public synchronized void setBundles(UnaryOperator<byte[]> value) {
        bundles = value;
    }

    /// What a stream hands out for what waits when it is opened.
    public synchronized void setDeliveries(UnaryOperator<List<StreamEvent.Delivery>> value) {
        deliveries = value;
    }

    /// A server whose streams say nothing, not even that they are drained.
    public synchronized void setSilent(boolean value) {
        silent = value;
    }

    /// Waits until so many streams were opened.
    ///
    /// @return how many there were
    public synchronized int awaitStreams(int count, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        long left = patience.toMillis();
        while (streams < count && left > 0) {
            wait(left);
            left = (deadline - System.nanoTime()) / 1_000_000;
        }
        return streams;
    }

    /// What waits for anybody is lost, as after a month.
    public synchronized void loseWaiting() {
        devices.values().forEach(device -> device.waiting.clear());
    }

    /// Ids of messages that were stored are free again, as after an acknowledgment.
    public synchronized void forgetSeen() {
        seen.clear();
    }

    /// The next rotations of an identity are taken, and the answers lost.
    public synchronized void setLosesRotationAnswers(boolean value) {
        losesRotationAnswers = value;
    }

    synchronized void rotated() {
        if (losesRotationAnswers) {
            throw new TransportException.Unreachable("connection reset");
        }
    }

    /// Calls that have reached the server.
    public synchronized int calls() {
        return calls;
    }

    /// Blobs that wait for anybody.
    public synchronized int waiting() {
        return devices.values().stream().mapToInt(each -> each.waiting.size()).sum();
    }

    public synchronized MailboxServer connect(DeviceCredentials credentials) {
        return new FakeConnection(this, devices.computeIfAbsent(key(credentials.deviceId()), id -> new FakeDevice()));
    }

    /// What this server knows of tokens; it issues none unless a test says so.
    public synchronized FakeIssuer issuer() {
        return issuer;
    }

    static ByteBuffer key(byte[] bytes) {
        return ByteBuffer.wrap(bytes.clone());
    }

    synchronized void reached() {
        if (!reachable) {
            throw new TransportException.Unreachable("connection refused");
        }
        if (wrongKey) {
            throw new TransportException.WrongKey();
        }
        calls++;
    }

    synchronized void proved() {
        if (forgetful) {
            throw new TransportException.Refused(401, "invalid-proof", "");
        }
    }

    synchronized void countStream() {
        streams++;
        notifyAll();
    }

    synchronized void makeMailbox(byte[] id, Mailbox mailbox) {
        mailboxes.put(key(id), mailbox);
    }

    private Mailbox mailbox(byte[] id, byte[] secret) {
        Mailbox mailbox = mailboxes.get(key(id));
        if (mailbox == null || !Arrays.equals(mailbox.secretHash(), Hash.sha512(Label.SEND.bytes(), secret))) {
            throw new TransportException.Refused(404, "mailbox-refused", "");
        }
        return mailbox;
    }

    synchronized byte[] bundle(byte[] mailbox, byte[] secret) {
        return bundles.apply(
                mailbox(mailbox, secret).owner().bundle(keepsOneTime).encode());
    }

    synchronized void store(byte[] id, byte[] mailbox, byte[] secret, byte[] blob) {
        Mailbox to = mailbox(mailbox, secret);
        if (to.forCard() && blob[0] != 2) {
            throw new TransportException.Refused(422, "bad-size", "");
        }
        byte[] before = seen.putIfAbsent(key(id), blob);
        if (before != null && !Arrays.equals(before, blob)) {
            throw new TransportException.Refused(409, "id-conflict", "");
        }
        if (before == null) {
            to.owner().waiting.put(key(id), new StreamEvent.Delivery(id, mailbox, blob));
            notifyAll();
        }
    }

    synchronized List<StreamEvent.Delivery> handedOut(List<StreamEvent.Delivery> waiting) {
        return deliveries.apply(waiting);
    }

    synchronized boolean isSilent() {
        return silent;
    }

    synchronized boolean isAcknowledging() {
        return acknowledging;
    }

    synchronized long skewMs() {
        return skewMs;
    }
}
