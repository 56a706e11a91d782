package org.sotto.support;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sotto.api.PrekeyCount;
import org.sotto.api.ServerInfo;
import org.sotto.crypto.key.IdentityRotation;
import org.sotto.transport.AnonymousServer;
import org.sotto.transport.MailboxServer;
import org.sotto.transport.MailboxStream;
import org.sotto.transport.TransportException;

/// One device's connection to a [FakeServer].
final class FakeConnection implements MailboxServer {
    private final FakeServer server;
    private final FakeDevice device;

    private Runnable check = () -> {};
    private boolean proved;

    FakeConnection(FakeServer server, FakeDevice device) {
        this.server = server;
        this.device = device;
    }

    @Override
    public ServerInfo info() {
        synchronized (server) {
            server.reached();
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
                    server.issuer().announced());
        }
    }

    @Override
    public void register(byte[] invitationCode, byte[] identityRecord) {
        synchronized (server) {
            server.reached();
            if (invitationCode[0] == 0) {
                throw new TransportException.Refused(403, "invitation-refused", "");
            }
            device.register(identityRecord);
        }
    }

    @Override
    public String sessionToken() {
        proved();
        return "token";
    }

    @Override
    public PrekeyCount preKeyCount() {
        synchronized (server) {
            server.reached();
            proved();
            return device.preKeyCount();
        }
    }

    @Override
    public int putPreKeys(byte @Nullable [] signedPreKey, List<byte[]> oneTimePreKeys) {
        synchronized (server) {
            server.reached();
            proved();
            return device.putPreKeys(signedPreKey, oneTimePreKeys);
        }
    }

    @Override
    public void rotateIdentity(byte[] rotation, byte[] signedPreKey) {
        synchronized (server) {
            server.reached();
            proved();
            device.rotate(IdentityRotation.decode(rotation), signedPreKey);
            server.rotated();
        }
    }

    @Override
    public byte[] fetchBundle(byte[] mailbox, byte[] sendSecret) {
        synchronized (server) {
            server.reached();
            proved();
            return server.bundle(mailbox, sendSecret);
        }
    }

    @Override
    public void createMailbox(byte[] mailbox, byte[] sendSecretHash, boolean forCard) {
        synchronized (server) {
            server.reached();
            proved();
            server.makeMailbox(mailbox, new FakeServer.Mailbox(device, sendSecretHash, forCard));
        }
    }

    @Override
    public void send(byte[] id, byte[] mailbox, byte[] sendSecret, byte[] blob) {
        synchronized (server) {
            server.reached();
            proved();
            server.store(id, mailbox, sendSecret, blob);
        }
    }

    @Override
    public List<byte[]> issueTokens(byte[] keyId, List<byte[]> blinded) {
        synchronized (server) {
            server.reached();
            return server.issuer().sign(keyId, blinded);
        }
    }

    @Override
    public AnonymousServer anonymous() {
        return new FakeAnonymous(server);
    }

    @Override
    public MailboxStream openStream() {
        synchronized (server) {
            server.reached();
            proved();
            server.countStream();
            return new FakeMailboxStream(server, device);
        }
    }

    /// Each connection opens a session once.
    private void proved() {
        if (!proved) {
            check.run();
        }
        server.proved();
        proved = true;
    }

    @Override
    public void beforeRenewal(Runnable wanted) {
        check = wanted;
    }

    @Override
    public long clockSkewMs() {
        return server.skewMs();
    }

    @Override
    public void close() {}
}
