package org.sotto.support;

import io.quarkus.value.registry.ValueRegistry;
import io.quarkus.vertx.http.HttpServer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import org.sotto.api.BundleRequest;
import org.sotto.api.MailboxKind;
import org.sotto.api.MailboxRequest;
import org.sotto.crypto.Label;
import org.sotto.crypto.primitive.Hash;
import org.sotto.protocol.HomeServer;
import org.sotto.protocol.Invitation;
import org.sotto.server.certificate.ServerKeys;
import org.sotto.server.config.DataFolder;
import org.sotto.server.service.DeviceDirectory;
import org.sotto.server.service.InvitationService;
import org.sotto.server.service.MailboxService;

/// The running server of a `@QuarkusTest`: inject it.
@Singleton
public class TestServer {
    private final ValueRegistry ports;
    private final DataFolder folder;
    private final ServerKeys keys;
    private final InvitationService invitations;

    private final DeviceDirectory devices;
    private final MailboxService mailboxes;

    TestServer(
            ValueRegistry ports,
            DataFolder folder,
            ServerKeys keys,
            InvitationService invitations,
            DeviceDirectory devices,
            MailboxService mailboxes) {
        this.ports = ports;
        this.folder = folder;
        this.keys = keys;
        this.invitations = invitations;
        this.devices = devices;
        this.mailboxes = mailboxes;
    }

    public int httpsPort() {
        return ports.get(HttpServer.HTTPS_TEST_PORT);
    }

    int httpPort() {
        return ports.get(HttpServer.HTTP_TEST_PORT);
    }

    public int managementPort() {
        return ports.get(HttpServer.MANAGEMENT_TEST_PORT);
    }

    public byte[] serverId() {
        return keys.serverId();
    }

    public Path data(String name) {
        return folder.resolve(name);
    }

    /// A fresh invitation code, 16 bytes.
    public byte[] invitationCode() {
        return Invitation.parse(invitations.create().link()).code();
    }

    /// A fresh invitation that leads to the port this server listens on.
    public Invitation invitation() {
        Invitation made = Invitation.parse(invitations.create().link());
        HomeServer here = new HomeServer(
                "localhost", httpsPort(), made.server().pin(), made.server().serverId());
        return new Invitation(here, made.code());
    }

    /// A connection that the caller closes.
    public TlsConnection connect() throws IOException {
        return TlsConnection.open(httpsPort(), trustStore());
    }

    /// A device that is registered.
    public TestDevice registered() throws IOException {
        TestDevice device = new TestDevice(serverId());
        try (TlsConnection connection = connect()) {
            TlsConnection.Reply reply = device.register(connection, invitationCode());
            if (reply.status() != 201) {
                throw new AssertionError(reply.status() + " " + reply.text());
            }
        }
        return device;
    }

    /// A session token of a registered device.
    public String token(TestDevice device) throws IOException {
        try (TlsConnection connection = connect()) {
            return device.token(connection);
        }
    }

    /// The public mailbox of a registered device, fresh.
    public BundleRequest publicMailbox(TestDevice device) {
        byte[] mailbox = TestDevice.random(32);
        byte[] secret = TestDevice.random(32);
        byte[] hash = Hash.sha512(Label.SEND.bytes(), secret);
        mailboxes.create(devices.row(device.id()).orElseThrow(), new MailboxRequest(mailbox, hash, MailboxKind.PUBLIC));
        return new BundleRequest(mailbox, secret);
    }

    /// Holds this server's certificate alone.
    public KeyStore trustStore() {
        return trustStore(folder.resolve("tls.crt"));
    }

    /// Holds the certificate of this file alone.
    public static KeyStore trustStore(Path certificate) {
        try (InputStream pem = Files.newInputStream(certificate)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry(
                    "sotto", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
