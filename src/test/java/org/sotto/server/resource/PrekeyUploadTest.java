package org.sotto.server.resource;

import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sotto.api.PrekeyCount;
import org.sotto.api.PrekeyUpload;
import org.sotto.api.PrekeyUploaded;
import org.sotto.crypto.key.IdentityKeyPair;
import org.sotto.support.People;
import org.sotto.support.Person;
import org.sotto.support.TestDevice;
import org.sotto.support.TestPrekeys;

/// What the server keeps of uploaded prekeys.
@QuarkusTest
class PrekeyUploadTest {
    private final People people;
    private Person alice;
    private IdentityKeyPair identity;

    PrekeyUploadTest(People people) {
        this.people = people;
    }

    @BeforeEach
    void register() throws IOException {
        alice = people.alice();
        identity = alice.device().identity();
    }

    private Response put(PrekeyUpload upload) {
        return alice.call().body(upload).put("/v1/prekeys");
    }

    private int stored(PrekeyUpload upload) {
        return put(upload)
                .then()
                .statusCode(200)
                .extract()
                .as(PrekeyUploaded.class)
                .oneTimeCount();
    }

    private PrekeyCount count() {
        return alice.call()
                .get("/v1/prekeys/count")
                .then()
                .statusCode(200)
                .extract()
                .as(PrekeyCount.class);
    }

    @Test
    void countTellsWhatIsLeft() {
        assertEquals(0, count().oneTimeCount());
        assertNull(count().signedPrekeyNotAfter());
        long now = System.currentTimeMillis();
        stored(new PrekeyUpload(TestPrekeys.signed(identity, 1, now), TestPrekeys.oneTime(identity, 1, 3)));
        assertEquals(3, count().oneTimeCount());
        assertEquals(
                now + 21L * 24 * 3600 * 1000, count().signedPrekeyNotAfter().toEpochMilli());
    }

    @Test
    void theSameUploadAgainChangesNothing() {
        PrekeyUpload upload = TestPrekeys.upload(identity, 2);
        assertEquals(2, stored(upload));
        assertEquals(2, stored(upload));
    }

    @Test
    void oneThatIsRefusedIsRefusedAsAWhole() {
        IdentityKeyPair other = new TestDevice(new byte[32]).identity();
        byte[] good = TestPrekeys.oneTime(identity, 1, 1).getFirst();
        byte[] bad = TestPrekeys.oneTime(other, 2, 1).getFirst();
        PrekeyUpload upload =
                new PrekeyUpload(TestPrekeys.signed(identity, 1, System.currentTimeMillis()), List.of(good, bad));
        put(upload).then().statusCode(422).body("detail", containsString("one-time prekey 1: bad signature"));
        assertEquals(0, count().oneTimeCount());
        assertNull(count().signedPrekeyNotAfter());
    }

    @Test
    void aThirdBatchIsRefusedAsAWhole() {
        assertEquals(100, stored(new PrekeyUpload(null, TestPrekeys.oneTime(identity, 1, 100))));
        assertEquals(199, stored(new PrekeyUpload(null, TestPrekeys.oneTime(identity, 101, 99))));
        put(new PrekeyUpload(null, TestPrekeys.oneTime(identity, 200, 2)))
                .then()
                .statusCode(422)
                .body("detail", containsString("200"));
        assertEquals(199, count().oneTimeCount());
    }
}
