package org.sotto.server.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sotto.api.AuditEntry;
import org.sotto.api.DeviceInfo.Attestation;
import org.sotto.api.RegistrationRequest;
import org.sotto.crypto.proof.ProofContext.Purpose;
import org.sotto.protocol.AttestationBinding;
import org.sotto.server.attestation.AttestationVerifier;
import org.sotto.server.attestation.Verifiers;
import org.sotto.server.certificate.ServerKeys;
import org.sotto.server.certificate.TrustRoots;
import org.sotto.server.repository.DeviceRow;
import org.sotto.server.settings.AttestationPolicy;
import org.sotto.support.Json;
import org.sotto.support.MovableClock;
import org.sotto.support.Rest;
import org.sotto.support.TestAuthenticator;
import org.sotto.support.TestAuthenticator.Parts;
import org.sotto.support.TestDevice;
import org.sotto.support.TestDevice.Challenge;
import org.sotto.support.TestServer;
import org.sotto.support.TlsConnection;
import org.sotto.support.TlsConnection.Reply;

/// Attestation by policy, at registration and later, at a server that requires it. The other policies are asked of the
/// service itself, over the same devices.
@QuarkusTest
@TestProfile(RequiredAttestation.class)
class AttestationsTest {
    private static final String REFUSED = "attestation-refused";

    private final TestServer server;
    private final Rest rest;
    private final MovableClock clock;
    private final DeviceKeys keys;
    private final ServerKeys serverKeys;
    private final AuditService audit;
    private final AuditReader events;
    private final AttestationVerifier verifier;

    AttestationsTest(
            TestServer server,
            Rest rest,
            MovableClock clock,
            DeviceKeys keys,
            ServerKeys serverKeys,
            AuditService audit,
            AuditReader events,
            AttestationVerifier verifier) {
        this.server = server;
        this.rest = rest;
        this.clock = clock;
        this.keys = keys;
        this.serverKeys = serverKeys;
        this.audit = audit;
        this.events = events;
        this.verifier = verifier;
    }

    private AttestationBinding binding(TestDevice device) {
        return new AttestationBinding(
                server.serverId(),
                device.id(),
                device.key().publicKey(),
                device.identity().record().encode());
    }

    private static String text(Parts parts) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(RequiredAttestation.MAKER.encode(parts));
    }

    private Parts statement(TestDevice device) {
        return RequiredAttestation.MAKER.byMaker(binding(device));
    }

    private Reply register(TestDevice device, byte[] code, @Nullable String attestation) throws IOException {
        try (TlsConnection connection = server.connect()) {
            Challenge challenge = device.challenge(connection);
            byte[] proof = device.proof(Purpose.REGISTER, connection.exporter(), challenge);
            return connection.post(
                    "/v1/devices",
                    null,
                    Json.with(device.registrationRequest(code, challenge, proof), "attestation", attestation));
        }
    }

    private TestDevice fresh() {
        return new TestDevice(server.serverId());
    }

    private TestDevice registered() throws IOException {
        TestDevice device = fresh();
        assertEquals(
                201,
                register(device, server.invitationCode(), text(statement(device)))
                        .status());
        return device;
    }

    private Reply prove(TestDevice device) throws IOException {
        try (TlsConnection connection = server.connect()) {
            return device.prove(connection);
        }
    }

    private Attestations with(AttestationPolicy policy) {
        return with(policy, clock, verifier);
    }

    private Attestations with(AttestationPolicy policy, Clock time, AttestationVerifier by) {
        return new Attestations(policy, by, keys, serverKeys, audit, time);
    }

    private DeviceRow row(TestDevice device) {
        return keys.find(device.id()).orElseThrow();
    }

    private List<String> events(TestDevice device) {
        String name = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(row(device).tag());
        return events.page(null, null).items().stream()
                .filter(each -> name.equals(each.device()))
                .map(AuditEntry::event)
                .toList();
    }

    @Test
    void aDeviceWithoutOneOrWithAWrongOneIsNotRegisteredAndKeepsItsInvitation() throws IOException {
        TestDevice device = fresh();
        byte[] code = server.invitationCode();
        Parts good = statement(device);
        for (String wrong : new String[] {
            null,
            text(RequiredAttestation.MAKER.byItself(binding(device))),
            text(statement(fresh())),
            text(good.withFormat("none")),
            text(good.withFlags(0x40))
        }) {
            Reply reply = register(device, code, wrong);
            assertEquals(403, reply.status());
            assertEquals(REFUSED, reply.code());
        }
        assertEquals(201, register(device, code, text(good)).status());
        assertEquals(200, prove(device).status());
        assertEquals(Attestation.MAKER, with(AttestationPolicy.REQUIRED).state(row(device)));
    }

    @Test
    void theSameRegistrationAgainIsASuccessAndAnotherStatementIsAnotherRegistration() throws IOException {
        TestDevice device = fresh();
        byte[] code = server.invitationCode();
        String first = text(statement(device));
        assertEquals(201, register(device, code, first).status());
        assertEquals(201, register(device, code, first).status());
        Reply other = register(device, code, text(statement(device)));
        assertEquals("invitation-refused", other.code(), "a signature is never the same twice");
    }

    /// A device whose authenticator's certificate ends so long from now.
    private TestDevice registeredFor(Duration time) throws IOException {
        Duration life =
                Duration.between(RequiredAttestation.MADE, clock.instant()).plus(time);
        X509Certificate leaf = RequiredAttestation.MAKER.leaf(
                TestAuthenticator.SUBJECT, life, false, RequiredAttestation.MAKER.model());
        TestDevice device = fresh();
        String statement = text(statement(device).withChain(List.of(leaf)));
        assertEquals(201, register(device, server.invitationCode(), statement).status());
        return device;
    }

    private @Nullable String renewal(String token) {
        return rest.bearer(token)
                .get("/v1/prekeys/count")
                .then()
                .statusCode(200)
                .extract()
                .header("Sotto-Session");
    }

    @Test
    void whenTheChainHasExpiredNoSessionIsMadeOrRenewed() throws Exception {
        TestDevice device = registeredFor(Duration.ofMinutes(9));
        String lapsing = server.token(device);
        String lasting = server.token(registered());
        clock.advance(Duration.ofMinutes(10)); // both tokens are past their half-life, the certificate past its time
        assertNull(renewal(lapsing));
        assertNotNull(renewal(lasting));
        Reply refused = prove(device);
        assertEquals(403, refused.status());
        assertEquals(REFUSED, refused.code());
        assertEquals(Attestation.LAPSED, with(AttestationPolicy.REQUIRED).state(row(device)));
        assertTrue(events(device).contains("attestation-lapsed"));
    }

    @Test
    void aStrangerIsNotToldThatADeviceHasLapsed() throws IOException {
        TestDevice device = registeredFor(Duration.ofMinutes(1));
        clock.advance(Duration.ofMinutes(2));
        try (TlsConnection connection = server.connect()) {
            Challenge challenge = device.challenge(connection);
            Reply reply = connection.post("/v1/auth/session", null, device.sessionRequest(challenge, new byte[64]));
            assertEquals("invalid-proof", reply.code());
        }
        assertEquals(REFUSED, prove(device).code(), "the control: it has lapsed");
    }

    @Test
    void wherePolicyIsOptionalALapsedDeviceGoesOnAndIsWrittenDown() throws IOException {
        TestDevice device = registered();
        AttestationVerifier trustsNobody = Verifiers.of(new TrustRoots(List.of()));
        Attestations optional = with(AttestationPolicy.OPTIONAL, clock, trustsNobody);
        assertEquals(Attestation.LAPSED, optional.state(row(device)));
        assertTrue(optional.admits(row(device)));
        assertTrue(events(device).contains("attestation-lapsed"));
        assertFalse(with(AttestationPolicy.REQUIRED, clock, trustsNobody).admits(row(device)));
    }

    @Test
    void optionalTakesNoneAndASelfAttestationAndRefusesAWrongOne() {
        Attestations optional = with(AttestationPolicy.OPTIONAL);
        TestDevice device = fresh();
        assertTrue(optional.accept(request(device, null)).isEmpty());
        assertTrue(optional.accept(request(device, text(RequiredAttestation.MAKER.byItself(binding(device)))))
                .isPresent());
        assertTrue(optional.accept(request(device, text(statement(device)))).isPresent());
        assertThrows(RefusedRequest.class, () -> optional.accept(request(device, text(statement(fresh())))));
    }

    @Test
    void offTakesNoneAndLooksAtNone() throws IOException {
        Attestations off = with(AttestationPolicy.OFF);
        TestDevice device = registered();
        assertTrue(off.accept(request(device, null)).isEmpty());
        assertThrows(RefusedRequest.class, () -> off.accept(request(device, text(statement(device)))));
        assertEquals(Attestation.UNCHECKED, off.state(row(device)));
        assertTrue(off.admits(row(device)));
    }

    private static RegistrationRequest request(TestDevice device, @Nullable String attestation) {
        RegistrationRequest plain = device.registrationRequest(
                new byte[16],
                new Challenge(
                        new byte[32],
                        new org.sotto.api.ChallengeResponse(
                                new byte[32], java.time.Instant.EPOCH, new byte[32], java.time.Instant.EPOCH)),
                new byte[64]);
        return new RegistrationRequest(
                plain.invitationCode(),
                plain.deviceId(),
                plain.suite(),
                plain.clientNonce(),
                plain.serverNonce(),
                plain.expiresAt(),
                plain.challenge(),
                plain.publicKey(),
                plain.proof(),
                plain.identityRecord(),
                attestation);
    }

    @Test
    void theStatementRestsSealed() throws IOException {
        TestDevice device = fresh();
        String statement = text(statement(device));
        assertEquals(201, register(device, server.invitationCode(), statement).status());
        byte[] sealed = row(device).attestation();
        byte[] plain = Base64.getUrlDecoder().decode(statement);
        assertEquals(32 + plain.length + Sealer.OVERHEAD, sealed.length);
        String rest = new String(sealed, java.nio.charset.StandardCharsets.ISO_8859_1);
        assertFalse(rest.contains("packed"));
        assertTrue(new String(plain, java.nio.charset.StandardCharsets.ISO_8859_1).contains("packed"), "the control");
    }

    @Test
    void theOperatorSeesHowEachStands() throws IOException {
        TestDevice device = registered();
        String name = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(row(device).tag());
        String state = rest.operator()
                .get("/admin/devices")
                .then()
                .extract()
                .path("items.find { it.device == '" + name + "' }.attestation");
        assertEquals("maker", state);
    }
}
