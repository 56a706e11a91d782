package org.sotto.server.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.sotto.api.BundleRequest;
import org.sotto.api.BundleResponse;
import org.sotto.api.PrekeyCount;
import org.sotto.api.PrekeyUpload;
import org.sotto.api.PrekeyUploaded;
import org.sotto.crypto.key.IdentityKeyPair;
import org.sotto.crypto.key.OneTimePreKey;
import org.sotto.crypto.key.OneTimePreKeyPair;
import org.sotto.crypto.key.PreKeyBundle;
import org.sotto.crypto.key.SignedPreKeyPair;
import org.sotto.support.TestDevice;
import org.sotto.support.TestServer;
import org.sotto.support.TlsConnection;
import org.sotto.support.TlsConnection.Reply;

@QuarkusTest
class PrekeyResourceTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final TestServer server;

    PrekeyResourceTest(TestServer server) {
        this.server = server;
    }

    private static byte[] signed(IdentityKeyPair identity, long id, long created) {
        try (SignedPreKeyPair pair = SignedPreKeyPair.generate(identity, id, created, RANDOM)) {
            return pair.record().encode();
        }
    }

    private static List<byte[]> oneTime(IdentityKeyPair identity, int from, int count) {
        List<byte[]> records = new ArrayList<>();
        for (int id = from; id < from + count; id++) {
            try (OneTimePreKeyPair pair = OneTimePreKeyPair.generate(identity, id, RANDOM)) {
                records.add(pair.record().encode());
            }
        }
        return records;
    }

    private static Reply put(TlsConnection connection, String token, byte[] signed, List<byte[]> oneTime)
            throws IOException {
        return connection.request("PUT", "/v1/prekeys", token, new PrekeyUpload(signed, oneTime));
    }

    private static PreKeyBundle bundle(Reply reply) throws IOException {
        assertEquals(200, reply.status(), reply.text());
        byte[] bundle = reply.as(BundleResponse.class).bundle();
        assertEquals(4_701, bundle.length);
        return PreKeyBundle.decode(bundle);
    }

    private static void assertRefused(Reply reply, String why) throws IOException {
        assertEquals(422, reply.status(), reply.text());
        assertEquals("prekey-refused", reply.code());
        assertTrue(reply.text().contains(why), reply.text());
    }

    @Test
    void aBundleIsServedWithAOneTimeKeyOnceAndThenWithout() throws IOException {
        TestDevice owner = server.registered();
        TestDevice asker = server.registered();
        BundleRequest mailbox = server.publicMailbox(owner);
        try (TlsConnection connection = server.connect()) {
            String token = owner.token(connection);
            long now = System.currentTimeMillis();
            Reply stored = put(connection, token, signed(owner.identity(), 7, now), oneTime(owner.identity(), 1, 1));
            assertEquals(200, stored.status(), stored.text());
            assertEquals(1, stored.as(PrekeyUploaded.class).oneTimeCount());

            String other = asker.token(connection);
            PreKeyBundle first = bundle(connection.post("/v1/prekeys/fetch", other, mailbox));
            first.verify(owner.identity().record().fingerprint(), now);
            OneTimePreKey key = first.oneTimePreKey();
            assertNotNull(key);
            assertEquals(1, key.id());
            PreKeyBundle second = bundle(connection.post("/v1/prekeys/fetch", other, mailbox));
            second.verify(owner.identity().record().fingerprint(), now);
            assertNull(second.oneTimePreKey());
        }
    }

    @Test
    void countTellsWhatIsLeft() throws IOException {
        TestDevice device = server.registered();
        try (TlsConnection connection = server.connect()) {
            String token = device.token(connection);
            PrekeyCount none =
                    connection.request("GET", "/v1/prekeys/count", token, null).as(PrekeyCount.class);
            assertEquals(0, none.oneTimeCount());
            assertNull(none.signedPrekeyNotAfter());
            long now = System.currentTimeMillis();
            put(connection, token, signed(device.identity(), 1, now), oneTime(device.identity(), 1, 3));
            PrekeyCount some =
                    connection.request("GET", "/v1/prekeys/count", token, null).as(PrekeyCount.class);
            assertEquals(3, some.oneTimeCount());
            assertEquals(
                    now + 21L * 24 * 3600 * 1000, some.signedPrekeyNotAfter().toEpochMilli());
        }
    }

    @Test
    void theSameUploadTwiceChangesNothingEvenAfterAKeyWasHandedOut() throws IOException {
        TestDevice owner = server.registered();
        BundleRequest mailbox = server.publicMailbox(owner);
        try (TlsConnection connection = server.connect()) {
            String token = owner.token(connection);
            byte[] signed = signed(owner.identity(), 1, System.currentTimeMillis());
            List<byte[]> keys = oneTime(owner.identity(), 1, 2);
            assertEquals(
                    2,
                    put(connection, token, signed, keys)
                            .as(PrekeyUploaded.class)
                            .oneTimeCount());
            assertEquals(
                    2,
                    put(connection, token, signed, keys)
                            .as(PrekeyUploaded.class)
                            .oneTimeCount());
            OneTimePreKey taken =
                    bundle(connection.post("/v1/prekeys/fetch", token, mailbox)).oneTimePreKey();
            assertNotNull(taken);
            assertEquals(
                    1,
                    put(connection, token, signed, keys)
                            .as(PrekeyUploaded.class)
                            .oneTimeCount());
            OneTimePreKey next =
                    bundle(connection.post("/v1/prekeys/fetch", token, mailbox)).oneTimePreKey();
            assertNotNull(next);
            assertTrue(taken.id() != next.id());
        }
    }

    @Test
    void fiftyFetchesAtOnceNeverShareAKey() throws Exception {
        TestDevice owner = server.registered();
        TestDevice asker = server.registered();
        int stock = 15;
        List<BundleRequest> mailboxes = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            mailboxes.add(server.publicMailbox(owner)); // five fetches each: below a mailbox's burst
        }
        String ownerToken = server.token(owner);
        String token = server.token(asker);
        try (TlsConnection connection = server.connect()) {
            long now = System.currentTimeMillis();
            put(connection, ownerToken, signed(owner.identity(), 1, now), oneTime(owner.identity(), 1, stock));
        }
        Set<Long> ids = new ConcurrentSkipListSet<>();
        List<Future<Boolean>> fetches = new ArrayList<>();
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                BundleRequest mailbox = mailboxes.get(i % mailboxes.size());
                fetches.add(threads.submit(() -> {
                    try (TlsConnection connection = server.connect()) {
                        start.await();
                        OneTimePreKey key = bundle(connection.post("/v1/prekeys/fetch", token, mailbox))
                                .oneTimePreKey();
                        assertTrue(key == null || ids.add(key.id()), "a key was handed out twice");
                        return key != null;
                    }
                }));
            }
            start.countDown();
            int handedOut = 0;
            for (Future<Boolean> each : fetches) {
                handedOut += each.get() ? 1 : 0;
            }
            assertEquals(stock, handedOut);
            assertEquals(stock, ids.size());
        }
    }

    @Test
    void anUnknownMailboxAndAWrongSecretGetOneAnswer() throws IOException {
        TestDevice owner = server.registered();
        BundleRequest mailbox = server.publicMailbox(owner);
        try (TlsConnection connection = server.connect()) {
            String token = owner.token(connection);
            Reply unknown =
                    connection.post("/v1/prekeys/fetch", token, new BundleRequest(new byte[32], mailbox.sendSecret()));
            Reply wrong =
                    connection.post("/v1/prekeys/fetch", token, new BundleRequest(mailbox.mailbox(), new byte[32]));
            assertEquals(404, unknown.status());
            assertEquals("mailbox-refused", unknown.code());
            assertEquals(unknown.text(), wrong.text());
        }
    }

    @Test
    void aPersonWithoutPrekeysHasNoBundle() throws IOException {
        TestDevice owner = server.registered();
        BundleRequest mailbox = server.publicMailbox(owner);
        try (TlsConnection connection = server.connect()) {
            Reply reply = connection.post("/v1/prekeys/fetch", owner.token(connection), mailbox);
            assertEquals(404, reply.status());
            assertEquals("not-found", reply.code());
        }
    }

    @Test
    void theSeventhFetchOfAMailboxHasToWait() throws IOException {
        TestDevice owner = server.registered();
        BundleRequest mailbox = server.publicMailbox(owner);
        try (TlsConnection connection = server.connect()) {
            String token = owner.token(connection);
            put(connection, token, signed(owner.identity(), 1, System.currentTimeMillis()), List.of());
            for (int i = 0; i < 6; i++) {
                bundle(connection.post("/v1/prekeys/fetch", token, mailbox));
            }
            Reply seventh = connection.post("/v1/prekeys/fetch", token, mailbox);
            assertEquals(429, seventh.status());
            assertEquals("rate-limited", seventh.code());
            int wait = Integer.parseInt(seventh.headers().get("retry-after"));
            assertTrue(wait > 500 && wait <= 601, "waits " + wait + " s");
        }
    }

    @Test
    void prekeysOfAnotherIdentityOrOutOfTheirTimeAreRefused() throws IOException {
        TestDevice device = server.registered();
        TestDevice other = new TestDevice(server.serverId());
        long now = System.currentTimeMillis();
        long day = 24L * 3600 * 1000;
        try (TlsConnection connection = server.connect()) {
            String token = device.token(connection);
            assertRefused(put(connection, token, signed(other.identity(), 1, now), List.of()), "bad signature");
            assertRefused(put(connection, token, signed(device.identity(), 1, now - 22 * day), List.of()), "expired");
            assertRefused(put(connection, token, signed(device.identity(), 1, now + day), List.of()), "not yet valid");
            assertRefused(put(connection, token, null, oneTime(other.identity(), 1, 1)), "bad signature");
            byte[] wrongVersion = signed(device.identity(), 1, now);
            wrongVersion[0] = 9;
            assertRefused(put(connection, token, wrongVersion, List.of()), "wrong version");
            PrekeyCount count =
                    connection.request("GET", "/v1/prekeys/count", token, null).as(PrekeyCount.class);
            assertEquals(0, count.oneTimeCount());
            assertNull(count.signedPrekeyNotAfter());
        }
    }

    @Test
    void anOlderSignedPrekeyAndAnIdForTwoKeysAreRefused() throws IOException {
        TestDevice device = server.registered();
        long now = System.currentTimeMillis();
        try (TlsConnection connection = server.connect()) {
            String token = device.token(connection);
            assertEquals(
                    200,
                    put(connection, token, signed(device.identity(), 2, now), List.of())
                            .status());
            assertRefused(put(connection, token, signed(device.identity(), 1, now - 1000), List.of()), "older");
            put(connection, token, null, oneTime(device.identity(), 1, 1));
            assertRefused(put(connection, token, null, oneTime(device.identity(), 1, 1)), "id");
        }
    }

    @Test
    void moreThanTwoHundredOneTimeKeysAreRefusedAsAWhole() throws IOException {
        TestDevice device = server.registered();
        try (TlsConnection connection = server.connect()) {
            String token = device.token(connection);
            put(connection, token, null, oneTime(device.identity(), 1, 100));
            assertEquals(
                    200,
                    put(connection, token, null, oneTime(device.identity(), 101, 100))
                            .status());
            assertRefused(put(connection, token, null, oneTime(device.identity(), 201, 1)), "200");
            PrekeyCount count =
                    connection.request("GET", "/v1/prekeys/count", token, null).as(PrekeyCount.class);
            assertEquals(200, count.oneTimeCount());
        }
    }

    @Test
    void recordsOfTheWrongSizeAndTooManyAreMalformed() throws IOException {
        TestDevice device = server.registered();
        try (TlsConnection connection = server.connect()) {
            String token = device.token(connection);
            assertEquals(
                    "malformed-request",
                    put(connection, token, new byte[2901], List.of()).code());
            assertEquals(
                    "malformed-request",
                    put(connection, token, null, List.of(new byte[1667])).code());
            List<byte[]> tooMany = new ArrayList<>();
            for (int i = 0; i < 101; i++) {
                tooMany.add(new byte[1668]);
            }
            assertEquals(
                    "malformed-request", put(connection, token, null, tooMany).code());
        }
    }

    @Test
    void everyCallNeedsASession() throws IOException {
        try (TlsConnection connection = server.connect()) {
            for (Reply reply : List.of(
                    connection.request("PUT", "/v1/prekeys", null, new PrekeyUpload(null, List.of())),
                    connection.request("GET", "/v1/prekeys/count", null, null),
                    connection.post("/v1/prekeys/fetch", null, new BundleRequest(new byte[32], new byte[32])))) {
                assertEquals(401, reply.status());
                assertEquals("unauthenticated", reply.code());
                assertFalse(reply.headers().containsKey("sotto-session"));
            }
        }
    }
}
