package org.sotto.server.resource;

import static org.sotto.api.ProblemCode.ALREADY_EXISTS;
import static org.sotto.api.ProblemCode.ATTESTATION_REFUSED;
import static org.sotto.api.ProblemCode.INTERNAL;
import static org.sotto.api.ProblemCode.INVALID_PROOF;
import static org.sotto.api.ProblemCode.INVITATION_REFUSED;
import static org.sotto.api.ProblemCode.MALFORMED_REQUEST;
import static org.sotto.api.ProblemCode.UNAVAILABLE;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Instant;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sotto.api.RegistrationRequest;
import org.sotto.crypto.proof.ProofContext.Purpose;
import org.sotto.support.Json;
import org.sotto.support.TestDevice;
import org.sotto.support.TestDevice.Challenge;
import org.sotto.support.TestMailbox;
import org.sotto.support.TlsConnection;
import org.sotto.support.TlsConnection.Reply;

/// Every status and code of `/v1/devices`.
@QuarkusTest
class DeviceResourceTest {
    private static final RegistrationRequest UNPROVED = new RegistrationRequest(
            new byte[16],
            new byte[32],
            1,
            new byte[32],
            new byte[32],
            Instant.EPOCH,
            new byte[32],
            new byte[32],
            new byte[64],
            new byte[129],
            null);
    static final Call REGISTER = new Call("POST", "/v1/devices", false, UNPROVED);
    private static final Call REMOVE = new Call("DELETE", "/v1/devices/me", true, null);

    private final Scene scene;

    DeviceResourceTest(Scene scene) {
        this.scene = scene;
    }

    @ParameterizedTest
    @MethodSource("lines")
    void answers(Case line) throws Exception {
        line.check(scene);
    }

    static Stream<Case> lines() {
        Stream<Case> removals = Stream.of(
                REMOVE.succeeds(204, "the device", s -> s.bob().leave()),
                REMOVE.refused(503, UNAVAILABLE, "the writer fails", s -> {
                    s.somebody().send(s.bobs().send(TestMailbox.blob(1, 2048)));
                    return s.refusing(
                            "DELETE ON pending_messages", () -> s.bob().leave());
                }),
                REMOVE.fails("registered_devices"));
        return Stream.of(REGISTER.common(), malformed(), invitations(), devices(), proofs(), REMOVE.common(), removals)
                .flatMap(lines -> lines);
    }

    private static Stream<Case> malformed() {
        return Stream.of(
                REGISTER.malformed("a code of 15 bytes", Json.with(UNPROVED, "invitation_code", new byte[15])),
                REGISTER.malformed("no device id", Json.with(UNPROVED, "device_id", null)),
                REGISTER.malformed("another suite", Json.with(UNPROVED, "suite", 2)),
                REGISTER.malformed("a record of 128 bytes", Json.with(UNPROVED, "identity_record", new byte[128])),
                REGISTER.malformed("a long attestation", Json.with(UNPROVED, "attestation", "x".repeat(8193))));
    }

    private static Stream<Case> invitations() {
        return Stream.of(
                REGISTER.proved(201, null, "an invitation", s -> register(s, s.server.invitationCode())),
                REGISTER.proved(403, INVITATION_REFUSED, "no invitation", s -> register(s, new byte[16])),
                REGISTER.proved(403, INVITATION_REFUSED, "one that is used", s -> {
                    byte[] code = s.server.invitationCode();
                    register(s, code);
                    return register(s, code);
                }),
                REGISTER.proved(403, INVITATION_REFUSED, "one that has expired", s -> {
                    byte[] code = s.server.invitationCode();
                    s.database.expireInvitations();
                    return register(s, code);
                }),
                REGISTER.proved(201, null, "one that the same device has used", s -> {
                    TestDevice device = fresh(s);
                    byte[] code = s.server.invitationCode();
                    register(s, device, code, request -> request);
                    return register(s, device, code, request -> request);
                }),
                REGISTER.proved(201, null, "one that a refusal has left", s -> {
                    byte[] code = s.server.invitationCode();
                    asAnother(s, s.somebody().device(), code);
                    return register(s, code);
                }));
    }

    private static Stream<Case> devices() {
        return Stream.of(
                REGISTER.proved(
                        409,
                        ALREADY_EXISTS,
                        "a device that another person has registered",
                        s -> asAnother(s, s.somebody().device(), s.server.invitationCode())),
                REGISTER.proved(
                        403,
                        INVITATION_REFUSED,
                        "the same without an invitation, which learns of no device",
                        s -> asAnother(s, s.somebody().device(), new byte[16])),
                REGISTER.proved(400, MALFORMED_REQUEST, "a damaged identity record", s -> {
                    byte[] damaged = fresh(s).identity().record().encode();
                    damaged[100] ^= 1;
                    return register(s, "identity_record", damaged);
                }),
                REGISTER.proved(
                        403,
                        ATTESTATION_REFUSED,
                        "an attestation that is none",
                        s -> register(s, "attestation", "AAAA")),
                REGISTER.proved(
                        400,
                        MALFORMED_REQUEST,
                        "an attestation that is no base64url",
                        s -> register(s, "attestation", "*")),
                REGISTER.proved(500, INTERNAL, "without invitations", s -> {
                    byte[] code = s.server.invitationCode();
                    try (var _ = s.database.without("invitations")) {
                        return register(s, code);
                    }
                }));
    }

    private static Stream<Case> proofs() {
        return Stream.of(
                REGISTER.refused(
                        401,
                        INVALID_PROOF,
                        "no challenge",
                        s -> s.stranger().body(UNPROVED).post("/v1/devices")),
                REGISTER.proved(
                        401,
                        INVALID_PROOF,
                        "a key that is the identity element",
                        s -> register(s, "public_key", new byte[32])),
                REGISTER.proved(
                        401,
                        INVALID_PROOF,
                        "a proof for another server",
                        s -> register(s, new TestDevice(new byte[32]), s.server.invitationCode(), request -> request)),
                REGISTER.proved(401, INVALID_PROOF, "a proof of another purpose", s -> {
                    TestDevice device = fresh(s);
                    try (TlsConnection connection = s.server.connect()) {
                        Challenge challenge = device.challenge(connection);
                        byte[] proof = device.proof(Purpose.AUTH, connection.exporter(), challenge);
                        return connection.post(
                                "/v1/devices",
                                null,
                                device.registrationRequest(s.server.invitationCode(), challenge, proof));
                    }
                }));
    }

    private static TestDevice fresh(Scene scene) {
        return new TestDevice(scene.server.serverId());
    }

    private static Reply register(Scene scene, byte[] code) throws IOException {
        return register(scene, fresh(scene), code, request -> request);
    }

    /// With another value in one field.
    private static Reply register(Scene scene, String field, Object value) throws IOException {
        return register(
                scene, fresh(scene), scene.server.invitationCode(), request -> Json.with(request, field, value));
    }

    /// The device's own proof, for another person's identity record.
    private static Reply asAnother(Scene scene, TestDevice device, byte[] code) throws IOException {
        byte[] record = fresh(scene).identity().record().encode();
        return register(scene, device, code, request -> Json.with(request, "identity_record", record));
    }

    private static Reply register(Scene scene, TestDevice device, byte[] code, UnaryOperator<Object> change)
            throws IOException {
        try (TlsConnection connection = scene.server.connect()) {
            Challenge challenge = device.challenge(connection);
            byte[] proof = device.proof(Purpose.REGISTER, connection.exporter(), challenge);
            Object request = change.apply(device.registrationRequest(code, challenge, proof));
            return connection.post("/v1/devices", null, request);
        }
    }
}
