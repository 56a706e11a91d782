package org.sotto.support;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.sotto.api.PrekeyCount;
import org.sotto.api.ServerInfo;
import org.sotto.crypto.Label;
import org.sotto.crypto.key.IdentityRecord;
import org.sotto.crypto.key.OneTimePreKey;
import org.sotto.crypto.key.PreKeyBundle;
import org.sotto.crypto.key.SignedPreKey;
import org.sotto.crypto.primitive.Hash;
import org.sotto.transport.DeviceCredentials;
import org.sotto.transport.MailboxServer;
import org.sotto.transport.MailboxStream;
import org.sotto.transport.StreamEvent;
import org.sotto.transport.TransportException;

/// A home server inside the process, honest until a test makes it otherwise.
public final class FakeServer {
    /// Deliveries that a stream lets stand unacknowledged.
    public static final int WINDOW = 256;

    private final Map<ByteBuffer, Device> devices = new HashMap<>();
    private final Map<ByteBuffer, Mailbox> mailboxes = new HashMap<>();
    private final Map<ByteBuffer, byte[]> seen = new HashMap<>();
    private boolean reachable = true;
    private boolean wrongKey;
    private boolean acknowledging = true;
    private boolean keepsOneTime;
    private boolean silent;
    private int calls;
    private int streams;
    private long skewMs;
    private UnaryOperator<byte[]> bundles = UnaryOperator.identity();
    private UnaryOperator<List<StreamEvent.Delivery>> deliveries = UnaryOperator.identity();

    private static final class Device {
        private byte @Nullable [] identity;
        private byte @Nullable [] signed;
        private final Deque<byte[]> oneTime = new ArrayDeque<>();
        private final Map<ByteBuffer, StreamEvent.Delivery> waiting = new LinkedHashMap<>();
    }

    private record Mailbox(Device owner, byte[] secretHash, boolean forCard) {}

    public synchronized void setReachable(boolean value) {
        reachable = value;
    }

    public synchronized void setWrongKey(boolean value) {
        wrongKey = value;
    }

    /// Whether acknowledgments have an effect; without, everything comes again.
    public synchronized void setAcknowledging(boolean value) {
        acknowledging = value;
    }

    /// A dishonest server: the same one-time prekey again and again.
    public synchronized void setKeepsOneTime(boolean value) {
        keepsOneTime = value;
        devices.values().forEach(device -> device.oneTime.poll());
    }

    public synchronized void loseOneTimeKeys() {
        devices.values().forEach(device -> device.oneTime.clear());
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

    /// Calls that have reached the server.
    public synchronized int calls() {
        return calls;
    }

    /// Blobs that wait for anybody.
    public synchronized int waiting() {
        return devices.values().stream().mapToInt(each -> each.waiting.size()).sum();
    }

    public MailboxServer connect(DeviceCredentials credentials) {
        synchronized (this) {
            Device device = devices.computeIfAbsent(key(credentials.deviceId()), id -> new Device());
            return new Connection(device);
        }
    }

    private static ByteBuffer key(byte[] bytes) {
        return ByteBuffer.wrap(bytes.clone());
    }

    private void reached() {
        if (!reachable) {
            throw new TransportException.Unreachable("connection refused");
        }
        if (wrongKey) {
            throw new TransportException.WrongKey();
        }
        calls++;
    }

    private static TransportException.Refused refused(int status, String code) {
        return new TransportException.Refused(status, code, "");
    }

    private Mailbox mailbox(byte[] id, byte[] secret) {
        Mailbox mailbox = mailboxes.get(key(id));
        if (mailbox == null || !Arrays.equals(mailbox.secretHash(), Hash.sha512(Label.SEND.bytes(), secret))) {
            throw refused(404, "mailbox-refused");
        }
        return mailbox;
    }

    private final class Connection implements MailboxServer {
        private final Device device;

        Connection(Device device) {
            this.device = device;
        }

        @Override
        public ServerInfo info() {
            synchronized (FakeServer.this) {
                reached();
                byte[] nothing = new byte[32];
                return new ServerInfo(
                        "fake",
                        "0",
                        List.of("v1"),
                        List.of(1),
                        null,
                        Instant.EPOCH,
                        nothing,
                        nothing,
                        nothing,
                        null,
                        List.of());
            }
        }

        @Override
        public void register(byte[] invitationCode, byte[] identityRecord) {
            synchronized (FakeServer.this) {
                reached();
                if (invitationCode[0] == 0) {
                    throw refused(403, "invitation-refused");
                }
                device.identity = identityRecord;
            }
        }

        @Override
        public String sessionToken() {
            return "token";
        }

        @Override
        public PrekeyCount preKeyCount() {
            synchronized (FakeServer.this) {
                reached();
                Instant notAfter = device.signed == null
                        ? null
                        : Instant.ofEpochMilli(
                                SignedPreKey.decode(device.signed).notAfterMs());
                return new PrekeyCount(device.oneTime.size(), notAfter);
            }
        }

        @Override
        public int putPreKeys(byte @Nullable [] signedPreKey, List<byte[]> oneTimePreKeys) {
            synchronized (FakeServer.this) {
                reached();
                device.signed = signedPreKey == null ? device.signed : signedPreKey;
                device.oneTime.addAll(oneTimePreKeys);
                return device.oneTime.size();
            }
        }

        @Override
        public byte[] fetchBundle(byte[] mailbox, byte[] sendSecret) {
            synchronized (FakeServer.this) {
                reached();
                Device owner = mailbox(mailbox, sendSecret).owner();
                if (owner.identity == null || owner.signed == null) {
                    throw refused(503, "unavailable");
                }
                byte[] oneTime = keepsOneTime ? owner.oneTime.peek() : owner.oneTime.poll();
                PreKeyBundle bundle = PreKeyBundle.of(
                        IdentityRecord.decode(owner.identity),
                        SignedPreKey.decode(owner.signed),
                        oneTime == null ? null : OneTimePreKey.decode(oneTime));
                return bundles.apply(bundle.encode());
            }
        }

        @Override
        public void createMailbox(byte[] mailbox, byte[] sendSecretHash, boolean forCard) {
            synchronized (FakeServer.this) {
                reached();
                mailboxes.put(key(mailbox), new Mailbox(device, sendSecretHash, forCard));
            }
        }

        @Override
        public void send(byte[] id, byte[] mailbox, byte[] sendSecret, byte[] blob) {
            synchronized (FakeServer.this) {
                reached();
                Mailbox to = mailbox(mailbox, sendSecret);
                if (to.forCard() && blob[0] != 2) {
                    throw refused(422, "bad-size");
                }
                byte[] before = seen.putIfAbsent(key(id), blob);
                if (before != null && !Arrays.equals(before, blob)) {
                    throw refused(409, "id-conflict");
                }
                if (before == null) {
                    to.owner().waiting.put(key(id), new StreamEvent.Delivery(id, mailbox, blob));
                    FakeServer.this.notifyAll();
                }
            }
        }

        @Override
        public MailboxStream openStream() {
            synchronized (FakeServer.this) {
                reached();
                streams++;
                FakeServer.this.notifyAll();
                return new Stream(device);
            }
        }

        @Override
        public long clockSkewMs() {
            synchronized (FakeServer.this) {
                return skewMs;
            }
        }

        @Override
        public void close() {}
    }

    private final class Stream implements MailboxStream {
        private final Device device;
        private final Deque<StreamEvent> events = new ArrayDeque<>();
        private final List<ByteBuffer> handedOut = new ArrayList<>();
        private final Set<ByteBuffer> unacknowledged = new HashSet<>();

        Stream(Device device) {
            this.device = device;
            events.addAll(deliveries.apply(List.copyOf(device.waiting.values())));
            events.add(new StreamEvent.Drained());
            handedOut.addAll(device.waiting.keySet());
        }

        @Override
        public @Nullable StreamEvent next(Duration wait) {
            synchronized (FakeServer.this) {
                long deadline = System.nanoTime() + wait.toNanos();
                while (!isReady()) {
                    long left = (deadline - System.nanoTime()) / 1_000_000;
                    if (left <= 0) {
                        return null;
                    }
                    awaitNews(left);
                }
                reached();
                if (events.peek() instanceof StreamEvent.Delivery delivery) {
                    unacknowledged.add(key(delivery.id()));
                }
                return events.poll();
            }
        }

        private boolean isReady() {
            boolean waits = !events.isEmpty() || refill();
            boolean room = unacknowledged.size() < WINDOW || events.peek() instanceof StreamEvent.Drained;
            return waits && room && !silent;
        }

        private boolean refill() {
            device.waiting.forEach((id, delivery) -> {
                if (!handedOut.contains(id)) {
                    handedOut.add(id);
                    events.add(delivery);
                }
            });
            if (!events.isEmpty()) {
                events.add(new StreamEvent.Drained());
            }
            return !events.isEmpty();
        }

        private void awaitNews(long millis) {
            try {
                FakeServer.this.wait(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TransportException.Unreachable("interrupted");
            }
        }

        @Override
        public void acknowledge(List<byte[]> ids) {
            synchronized (FakeServer.this) {
                ids.forEach(id -> unacknowledged.remove(key(id)));
                if (acknowledging) {
                    ids.forEach(id -> device.waiting.remove(key(id)));
                }
            }
        }

        @Override
        public void close() {}
    }
}
