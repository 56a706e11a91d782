package org.sotto.server.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sotto.api.ProblemCode.INTERNAL;
import static org.sotto.api.ProblemCode.PREKEY_REFUSED;
import static org.sotto.api.ProblemCode.ROTATION_REFUSED;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sotto.api.BundleRequest;
import org.sotto.api.BundleResponse;
import org.sotto.api.IdentityRotationRequest;
import org.sotto.api.PrekeyCount;
import org.sotto.api.PrekeyUpload;
import org.sotto.crypto.key.IdentityKeyPair;
import org.sotto.crypto.key.IdentityRotation;
import org.sotto.crypto.key.PreKeyBundle;
import org.sotto.support.Person;
import org.sotto.support.TestDevice;
import org.sotto.support.TestPrekeys;

/// Every status and code of `/v1/devices/me/identity`, and what a bundle is made of afterwards.
@QuarkusTest
class IdentityResourceTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Call ROTATE = new Call(
            "PUT", "/v1/devices/me/identity", true, new IdentityRotationRequest(new byte[298], new byte[2902]));

    private final Scene scene;

    IdentityResourceTest(Scene scene) {
        this.scene = scene;
    }

    @ParameterizedTest
    @MethodSource("lines")
    void answers(Case line) throws Exception {
        line.check(scene);
    }

    static Stream<Case> lines() {
        IdentityKeyPair stranger = new TestDevice(new byte[32]).identity();
        Stream<Case> own = Stream.of(
                ROTATE.succeeds(204, "signed by both", s -> put(s.bob(), request(identity(s.bob()), fresh()))),
                ROTATE.refused(422, ROTATION_REFUSED, "zeros", s -> put(s.somebody(), zeros())),
                ROTATE.refused(
                        422,
                        ROTATION_REFUSED,
                        "another identity's",
                        s -> put(s.somebody(), request(stranger, fresh()))),
                ROTATE.refused(422, ROTATION_REFUSED, "signed by the new one alone", s -> {
                    IdentityRotationRequest good = request(identity(s.somebody()), fresh());
                    good.rotation()[170] ^= 1;
                    return put(s.somebody(), good);
                }),
                ROTATE.refused(422, PREKEY_REFUSED, "a prekey of the old one", s -> {
                    IdentityKeyPair present = identity(s.somebody());
                    byte[] rotation = IdentityRotation.sign(present, fresh(), 1).encode();
                    return put(s.somebody(), new IdentityRotationRequest(rotation, prekey(present, 0)));
                }),
                ROTATE.refused(422, PREKEY_REFUSED, "an expired prekey", s -> {
                    IdentityKeyPair next = fresh();
                    byte[] rotation = IdentityRotation.sign(identity(s.somebody()), next, 1)
                            .encode();
                    return put(s.somebody(), new IdentityRotationRequest(rotation, prekey(next, 22)));
                }),
                ROTATE.malformed("297 bytes", new IdentityRotationRequest(new byte[297], new byte[2902])),
                ROTATE.malformed("a prekey of 2,903", new IdentityRotationRequest(new byte[298], new byte[2903])),
                ROTATE.refused(500, INTERNAL, "without registered_devices", s -> {
                    Person person = s.somebody();
                    IdentityRotationRequest good = request(identity(person), fresh());
                    return s.without(
                            "registered_devices",
                            () -> s.known(person).body(good).put("/v1/devices/me/identity"));
                }));
        return Stream.concat(ROTATE.common(), own);
    }

    private static IdentityRotationRequest zeros() {
        return new IdentityRotationRequest(new byte[298], new byte[2902]);
    }

    @Test
    void aBundleIsOfTheNewIdentityAlone() throws IOException {
        Person bob = scene.bob();
        prekeys(bob, identity(bob), 3);
        IdentityKeyPair next = fresh();
        put(bob, request(identity(bob), next)).then().statusCode(204);
        assertEquals(0, count(bob), "one-time prekeys of the old one are gone");
        BundleRequest mailbox = scene.server.publicMailbox(bob.device());
        PreKeyBundle bundle = bundle(mailbox);
        bundle.verify(next.record().fingerprint(), System.currentTimeMillis());
        prekeys(bob, next, 2);
        PreKeyBundle full = bundle(mailbox);
        full.verify(next.record().fingerprint(), System.currentTimeMillis());
        assertTrue(full.oneTimePreKey() != null, "with a one-time prekey of the new one");
    }

    @Test
    void theOldIdentitySignsNoPrekeysAnyMore() throws IOException {
        Person bob = scene.bob();
        put(bob, request(identity(bob), fresh())).then().statusCode(204);
        bob.call()
                .body(new PrekeyUpload(null, TestPrekeys.oneTime(identity(bob), 1, 1)))
                .put("/v1/prekeys")
                .then()
                .statusCode(422);
    }

    @Test
    void theSameAgainChangesNothing() throws IOException {
        Person bob = scene.bob();
        IdentityKeyPair next = fresh();
        IdentityRotationRequest request = request(identity(bob), next);
        put(bob, request).then().statusCode(204);
        prekeys(bob, next, 2);
        put(bob, request).then().statusCode(204);
        assertEquals(2, count(bob));
    }

    @Test
    void theNextOneIsVouchedForByThePresentOneOnly() throws IOException {
        Person bob = scene.bob();
        IdentityKeyPair second = fresh();
        put(bob, request(identity(bob), second)).then().statusCode(204);
        put(bob, request(identity(bob), fresh())).then().statusCode(422);
        put(bob, request(second, fresh())).then().statusCode(204);
    }

    @Test
    void oneThatIsRefusedChangesNothing() throws IOException {
        Person bob = scene.bob();
        prekeys(bob, identity(bob), 1);
        put(bob, request(fresh(), fresh())).then().statusCode(422);
        PreKeyBundle bundle = bundle(scene.server.publicMailbox(bob.device()));
        bundle.verify(identity(bob).record().fingerprint(), System.currentTimeMillis());
        assertFalse(bundle.oneTimePreKey() == null, "its one-time prekey is still there");
    }

    private static void prekeys(Person person, IdentityKeyPair identity, int oneTime) {
        PrekeyUpload upload = new PrekeyUpload(prekey(identity, 0), TestPrekeys.oneTime(identity, 1, oneTime));
        person.call().body(upload).put("/v1/prekeys").then().statusCode(200);
    }

    private static int count(Person person) {
        return person.call().get("/v1/prekeys/count").as(PrekeyCount.class).oneTimeCount();
    }

    private PreKeyBundle bundle(BundleRequest mailbox) throws IOException {
        Response response = scene.somebody().call().body(mailbox).post("/v1/prekeys/fetch");
        return PreKeyBundle.decode(response.as(BundleResponse.class).bundle());
    }

    private static IdentityRotationRequest request(IdentityKeyPair present, IdentityKeyPair next) {
        byte[] rotation =
                IdentityRotation.sign(present, next, System.currentTimeMillis()).encode();
        return new IdentityRotationRequest(rotation, prekey(next, 0));
    }

    private static byte[] prekey(IdentityKeyPair owner, int daysAgo) {
        return TestPrekeys.signed(owner, 7, System.currentTimeMillis() - daysAgo * 24L * 3600 * 1000);
    }

    private static Response put(Person person, IdentityRotationRequest request) {
        return person.call().body(request).put("/v1/devices/me/identity");
    }

    private static IdentityKeyPair identity(Person person) {
        return person.device().identity();
    }

    private static IdentityKeyPair fresh() {
        return IdentityKeyPair.generate(RANDOM);
    }
}
