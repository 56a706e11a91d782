package org.sotto.server.resource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.sotto.api.RegistrationRequest;
import org.sotto.api.RegistrationResponse;
import org.sotto.crypto.proof.ProofContext.Purpose;
import org.sotto.server.service.DeviceDirectory;
import org.sotto.server.service.Streams;
import org.sotto.server.service.Subscription;
import org.sotto.support.TestDevice;
import org.sotto.support.TestDevice.Challenge;
import org.sotto.support.TestServer;
import org.sotto.support.TlsConnection;
import org.sotto.support.TlsConnection.Reply;

@QuarkusTest
class DeviceResourceTest {
    private final TestServer server;
    private final DeviceDirectory devices;
    private final Streams streams;

    DeviceResourceTest(TestServer server, DeviceDirectory devices, Streams streams) {
        this.server = server;
        this.devices = devices;
        this.streams = streams;
    }

    @Test
    void anInvitationRegistersOneDevice() throws IOException {
        byte[] code = server.invitationCode();
        TestDevice first = new TestDevice(server.serverId());
        TestDevice second = new TestDevice(server.serverId());
        try (TlsConnection connection = server.connect()) {
            Reply created = first.register(connection, code);
            assertEquals(201, created.status(), created.text());
            assertArrayEquals(first.id(), created.as(RegistrationResponse.class).deviceId());
            Reply used = second.register(connection, code);
            assertEquals(403, used.status());
            assertEquals("invitation-refused", used.code());
        }
    }

    @Test
    void anUnknownInvitationIsRefused() throws IOException {
        try (TlsConnection connection = server.connect()) {
            Reply reply = new TestDevice(server.serverId()).register(connection, new byte[16]);
            assertEquals(403, reply.status());
            assertEquals("invitation-refused", reply.code());
        }
    }

    @Test
    void aRegistrationWhoseAnswerWasLostIsRepeatedOnItsUsedInvitation() throws IOException {
        TestDevice device = new TestDevice(server.serverId());
        byte[] code = server.invitationCode();
        try (TlsConnection connection = server.connect()) {
            assertEquals(201, device.register(connection, code).status());
            Reply again = device.register(connection, code);
            assertEquals(201, again.status(), again.text());
            assertEquals(
                    "invitation-refused",
                    new TestDevice(server.serverId()).register(connection, code).code());
        }
    }

    @Test
    void aDeviceIdIsTakenOnceByOneIdentityAndTheInvitationIsKept() throws IOException {
        TestDevice device = server.registered();
        byte[] code = server.invitationCode();
        byte[] other = new TestDevice(server.serverId()).identity().record().encode();
        try (TlsConnection connection = server.connect()) {
            Reply uninvited = register(device, connection, new byte[16], other, null);
            assertEquals("invitation-refused", uninvited.code(), "a stranger learns of no device");
            Reply taken = register(device, connection, code, other, null);
            assertEquals(409, taken.status());
            assertEquals("already-exists", taken.code());
            assertEquals(
                    201,
                    new TestDevice(server.serverId()).register(connection, code).status());
        }
    }

    @Test
    void aProofOfTheWrongPurposeDoesNotRegister() throws IOException {
        TestDevice device = new TestDevice(server.serverId());
        byte[] code = server.invitationCode();
        try (TlsConnection connection = server.connect()) {
            Challenge challenge = device.challenge(connection);
            byte[] proof = device.proof(Purpose.AUTH, connection.exporter(), challenge);
            Reply reply = connection.post("/v1/devices", null, device.registrationRequest(code, challenge, proof));
            assertEquals(401, reply.status());
            assertEquals("invalid-proof", reply.code());
            assertEquals(201, device.register(connection, code).status());
        }
    }

    @Test
    void aKeyThatIsTheIdentityElementIsRefused() throws IOException {
        TestDevice device = new TestDevice(server.serverId());
        byte[] code = server.invitationCode();
        try (TlsConnection connection = server.connect()) {
            Challenge challenge = device.challenge(connection);
            RegistrationRequest good = device.registrationRequest(code, challenge, new byte[64]);
            RegistrationRequest identityElement = new RegistrationRequest(
                    good.invitationCode(),
                    good.deviceId(),
                    1,
                    good.clientNonce(),
                    good.serverNonce(),
                    good.expiresAt(),
                    good.challenge(),
                    new byte[32],
                    good.proof(),
                    good.identityRecord(),
                    null);
            assertEquals(
                    401, connection.post("/v1/devices", null, identityElement).status());
        }
    }

    @Test
    void aDamagedIdentityRecordAndAnAttestationAreMalformed() throws IOException {
        TestDevice device = new TestDevice(server.serverId());
        byte[] code = server.invitationCode();
        byte[] damaged = device.identity().record().encode();
        damaged[100] ^= 1;
        try (TlsConnection connection = server.connect()) {
            Reply bad = register(device, connection, code, damaged, null);
            assertEquals(400, bad.status(), bad.text());
            assertTrue(bad.text().contains("identity_record"), bad.text());
            byte[] good = device.identity().record().encode();
            assertEquals(
                    "malformed-request",
                    register(device, connection, code, good, "statement").code());
            assertEquals(201, register(device, connection, code, good, null).status());
        }
    }

    private static Reply register(
            TestDevice device, TlsConnection connection, byte[] code, byte[] record, String attestation)
            throws IOException {
        Challenge challenge = device.challenge(connection);
        byte[] proof = device.proof(Purpose.REGISTER, connection.exporter(), challenge);
        RegistrationRequest good = device.registrationRequest(code, challenge, proof);
        return connection.post(
                "/v1/devices",
                null,
                new RegistrationRequest(
                        code,
                        good.deviceId(),
                        1,
                        good.clientNonce(),
                        good.serverNonce(),
                        good.expiresAt(),
                        good.challenge(),
                        good.publicKey(),
                        proof,
                        record,
                        attestation));
    }

    @Test
    void aDeviceThatIsDeletedIsGoneAtOnce() throws IOException {
        TestDevice device = server.registered();
        try (TlsConnection connection = server.connect()) {
            String token = device.token(connection);
            assertEquals(
                    204,
                    connection.request("DELETE", "/v1/devices/me", token, null).status());
            Reply again = connection.request("DELETE", "/v1/devices/me", token, null);
            assertEquals(401, again.status());
            assertEquals("unauthenticated", again.code());
            assertEquals(401, device.prove(connection).status());
        }
    }

    private long delete(TestDevice device) throws IOException {
        long row = devices.row(device.id()).orElseThrow();
        try (TlsConnection connection = server.connect()) {
            Reply reply = connection.request("DELETE", "/v1/devices/me", device.token(connection), null);
            assertEquals(204, reply.status(), reply.text());
        }
        return row;
    }

    @Test
    void theRowOfADeletedDeviceIsNeverAnothers() throws IOException {
        long newest = delete(server.registered());
        long next = devices.row(server.registered().id()).orElseThrow();
        assertTrue(next > newest, next + " after " + newest);
    }

    @Test
    void aStreamThatOpensWhileItsDeviceIsDeletedIsOver() throws Exception {
        long gone = delete(server.registered());
        try (Subscription late = streams.open(gone)) {
            assertEquals(new Subscription.Step.Ended(Subscription.End.SESSION_OVER), late.next(0));
        }
    }

    @Test
    void deletingNeedsASession() throws IOException {
        try (TlsConnection connection = server.connect()) {
            Reply reply = connection.request("DELETE", "/v1/devices/me", null, null);
            assertEquals(401, reply.status());
            assertEquals("unauthenticated", reply.code());
            assertEquals("Bearer", reply.headers().get("www-authenticate"));
        }
    }
}
