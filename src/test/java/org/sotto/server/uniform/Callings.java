package org.sotto.server.uniform;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Base64;
import org.sotto.api.BundleRequest;
import org.sotto.api.ChallengeRequest;
import org.sotto.api.SendRequest;
import org.sotto.crypto.proof.ProofContext.Purpose;
import org.sotto.server.repository.TestDatabase;
import org.sotto.support.TestDevice;
import org.sotto.support.TestDevice.Challenge;
import org.sotto.support.TestServer;
import org.sotto.support.TlsConnection;

/// The calls that [Pair] compares, and what they are made with.
@Singleton
public class Callings {
    private static final byte[] BLOB = blob();

    private final TestServer server;
    private final TestDatabase database;

    Callings(TestServer server, TestDatabase database) {
        this.server = server;
        this.database = database;
    }

    TestDevice known() throws IOException {
        return server.registered();
    }

    TestDevice unknown() {
        return new TestDevice(server.serverId());
    }

    /// Somebody else, who goes by this device's id.
    TestDevice posingAs(TestDevice device) {
        return new TestDevice(server.serverId(), device.id());
    }

    byte[] unknownCode() {
        return TestDevice.random(16);
    }

    byte[] spentCode() throws IOException {
        byte[] code = server.invitationCode();
        try (TlsConnection connection = server.connect()) {
            if (unknown().register(connection, code).status() != 201) {
                throw new AssertionError("the invitation is not good");
            }
        }
        return code;
    }

    byte[] expiredCode() throws IOException {
        byte[] code = server.invitationCode();
        try {
            database.expireInvitations();
        } catch (SQLException e) {
            throw new IOException(e);
        }
        return code;
    }

    BundleRequest unknownMailbox() {
        return new BundleRequest(TestDevice.random(32), TestDevice.random(32));
    }

    BundleRequest wrongSecret() throws IOException {
        return new BundleRequest(server.publicMailbox(server.registered()).mailbox(), TestDevice.random(32));
    }

    Kind challenge(TestDevice device) {
        return connection -> TlsConnection.encode(
                "POST",
                "/v1/auth/challenge",
                null,
                new ChallengeRequest(device.id(), 1, TestDevice.random(32), java.time.Instant.EPOCH));
    }

    Kind proof(TestDevice device) {
        return connection -> {
            Challenge challenge = device.challenge(connection);
            byte[] proof = device.proof(Purpose.AUTH, connection.exporter(), challenge);
            return TlsConnection.encode("POST", "/v1/auth/session", null, device.sessionRequest(challenge, proof));
        };
    }

    Kind registration(TestDevice device, byte[] code) {
        return connection -> {
            Challenge challenge = device.challenge(connection);
            byte[] proof = device.proof(Purpose.REGISTER, connection.exporter(), challenge);
            return TlsConnection.encode(
                    "POST", "/v1/devices", null, device.registrationRequest(code, challenge, proof));
        };
    }

    Kind fetch(BundleRequest mailbox) {
        Callers callers = new Callers(server);
        return connection -> callers.post("/v1/prekeys/fetch", mailbox);
    }

    Kind send(BundleRequest mailbox) {
        Callers callers = new Callers(server);
        return connection -> callers.post(
                "/v1/messages", new SendRequest(TestDevice.random(16), mailbox.mailbox(), mailbox.sendSecret(), BLOB));
    }

    Kind delete(BundleRequest mailbox) throws IOException {
        String token = server.token(server.registered());
        String path = "/v1/mailboxes/" + Base64.getUrlEncoder().withoutPadding().encodeToString(mailbox.mailbox());
        byte[] request = TlsConnection.encode("DELETE", path, token, null);
        return connection -> request;
    }

    private static byte[] blob() {
        byte[] blob = new byte[5_120];
        blob[0] = 2; // a first blob
        return blob;
    }
}
