package org.sotto.server.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sotto.api.ApiLimits;
import org.sotto.api.BundleRequest;
import org.sotto.api.BundleResponse;
import org.sotto.api.PrekeyUpload;
import org.sotto.api.frame.ClientFrame;
import org.sotto.api.frame.ServerFrame;
import org.sotto.crypto.key.OneTimePreKey;
import org.sotto.crypto.key.PreKeyBundle;
import org.sotto.support.People;
import org.sotto.support.Person;
import org.sotto.support.TestPrekeys;
import org.sotto.support.TestServer;
import org.sotto.support.TestStream;

/// Bundles that are handed out: a one-time prekey goes to one asker.
@QuarkusTest
class PrekeyFetchTest {
    private final TestServer server;
    private final People people;
    private Person owner;
    private Person asker;
    private BundleRequest mailbox;

    PrekeyFetchTest(TestServer server, People people) {
        this.server = server;
        this.people = people;
    }

    @BeforeEach
    void register() throws IOException {
        owner = people.alice();
        asker = people.bob();
        mailbox = server.publicMailbox(owner.device());
    }

    private PrekeyUpload put(PrekeyUpload upload) {
        owner.call().body(upload).put("/v1/prekeys").then().statusCode(200);
        return upload;
    }

    private PrekeyUpload put(int oneTime) {
        return put(TestPrekeys.upload(owner.device().identity(), oneTime));
    }

    private Response fetch(BundleRequest from) {
        return asker.call().body(from).post("/v1/prekeys/fetch");
    }

    private PreKeyBundle bundle(BundleRequest from) {
        byte[] bundle = fetch(from)
                .then()
                .statusCode(200)
                .extract()
                .as(BundleResponse.class)
                .bundle();
        assertEquals(4_701, bundle.length);
        PreKeyBundle read = PreKeyBundle.decode(bundle);
        read.verify(owner.device().identity().record().fingerprint(), System.currentTimeMillis());
        return read;
    }

    @Test
    void aOneTimeKeyIsServedOnceAndThenNone() {
        put(1);
        OneTimePreKey key = bundle(mailbox).oneTimePreKey();
        assertNotNull(key);
        assertEquals(1, key.id());
        assertNull(bundle(mailbox).oneTimePreKey());
    }

    @Test
    void theOwnerIsToldOnItsStreamWhenFewAreLeft() throws Exception {
        put(ApiLimits.ONE_TIME_LOW + 1);
        try (TestStream stream = TestStream.open(server.httpsPort(), server.data("tls.crt"), owner.token())) {
            stream.next(ServerFrame.Drained.class);
            bundle(mailbox); // leaves as many as are enough
            stream.send(new ClientFrame.Ping(1));
            stream.next(ServerFrame.Ping.class);
            bundle(mailbox);
            stream.next(ServerFrame.PreKeysLow.class);
        }
    }

    @Test
    void anUploadThatIsRepeatedBringsNoKeyBack() {
        PrekeyUpload upload = put(2);
        OneTimePreKey first = bundle(mailbox).oneTimePreKey();
        put(upload);
        OneTimePreKey second = bundle(mailbox).oneTimePreKey();
        assertNotEquals(first.id(), second.id());
        put(upload);
        assertNull(bundle(mailbox).oneTimePreKey());
    }

    @Test
    void fiftyFetchesAtOnceNeverShareAKey() throws Exception {
        int stock = 15;
        put(stock);
        List<BundleRequest> mailboxes = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            mailboxes.add(server.publicMailbox(owner.device())); // five fetches each: below a mailbox's burst
        }
        Set<Long> ids = new ConcurrentSkipListSet<>();
        List<Future<Boolean>> fetches = new ArrayList<>();
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                BundleRequest from = mailboxes.get(i % mailboxes.size());
                fetches.add(threads.submit(() -> {
                    start.await();
                    OneTimePreKey key = bundle(from).oneTimePreKey();
                    assertTrue(key == null || ids.add(key.id()), "a key was handed out twice");
                    return key != null;
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
}
