package org.sotto.server.resource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sotto.api.BundleRequest;
import org.sotto.api.BundleResponse;
import org.sotto.api.frame.ClientFrame;
import org.sotto.api.frame.ServerFrame;
import org.sotto.crypto.key.PreKeyBundle;
import org.sotto.crypto.token.Token;
import org.sotto.support.People;
import org.sotto.support.Person;
import org.sotto.support.TestPrekeys;
import org.sotto.support.TestServer;
import org.sotto.support.TestStream;
import org.sotto.support.TestTokens;

/// Bundles that a token pays for.
@QuarkusTest
class AnonymousFetchTest {
    private final TestServer server;
    private final People people;
    private final TestTokens tokens;
    private Person owner;
    private Person asker;
    private BundleRequest mailbox;

    AnonymousFetchTest(TestServer server, People people, TestTokens tokens) {
        this.server = server;
        this.people = people;
        this.tokens = tokens;
    }

    @BeforeEach
    void register() throws IOException {
        owner = people.alice();
        asker = people.bob();
        mailbox = server.publicMailbox(owner.device());
        owner.call()
                .body(TestPrekeys.upload(owner.device().identity(), 8))
                .put("/v1/prekeys")
                .then()
                .statusCode(200);
    }

    private Response fetch(byte[] token, BundleRequest from) {
        return tokens.paid(token).body(from).post("/v1/prekeys/fetch");
    }

    private byte[] bundle(byte[] token, BundleRequest from) {
        return fetch(token, from)
                .then()
                .statusCode(200)
                .extract()
                .as(BundleResponse.class)
                .bundle();
    }

    private PreKeyBundle real(byte[] bundle) {
        PreKeyBundle read = PreKeyBundle.decode(bundle);
        read.verify(owner.device().identity().record().fingerprint(), System.currentTimeMillis());
        return read;
    }

    @Test
    void aTokenPaysForOneBundle() {
        Token token = tokens.one(asker);
        assertNotNull(real(bundle(token.encode(), mailbox)).oneTimePreKey());
        assertFalse(isReal(bundle(token.encode(), mailbox)), "spent");
        assertFalse(isReal(bundle(new byte[354], mailbox)), "forged");
    }

    private boolean isReal(byte[] bundle) {
        return Arrays.equals(
                Arrays.copyOfRange(bundle, 1, 130),
                owner.device().identity().record().encode());
    }

    /// Six of a mailbox at once, as with a session; then nobody is refused, but the stock is left alone.
    @Test
    void aboveTheLimitOfAMailboxTheLastResortGoesOut() {
        for (Token token : tokens.of(asker, 6)) {
            assertNotNull(real(bundle(token.encode(), mailbox)).oneTimePreKey());
        }
        assertNull(real(bundle(tokens.one(asker).encode(), mailbox)).oneTimePreKey());
    }

    @Test
    void whoeverHasNoRightToItGetsTheSameDecoyAgain() {
        BundleRequest wrong = new BundleRequest(mailbox.mailbox(), new byte[32]);
        BundleRequest unknown = new BundleRequest(new byte[32], mailbox.sendSecret());
        byte[] decoy = bundle(tokens.one(asker).encode(), wrong);
        assertEquals(4_701, decoy.length);
        assertFalse(isReal(decoy));
        assertArrayEquals(decoy, bundle(tokens.one(asker).encode(), wrong));
        assertFalse(Arrays.equals(decoy, bundle(tokens.one(asker).encode(), unknown)));
    }

    @Test
    void theOwnerIsToldOnItsStreamWhenFewAreLeft() throws Exception {
        try (TestStream stream = TestStream.open(server.httpsPort(), server.data("tls.crt"), owner.token())) {
            stream.next(ServerFrame.Drained.class);
            bundle(tokens.one(asker).encode(), new BundleRequest(mailbox.mailbox(), new byte[32])); // takes none
            stream.send(new ClientFrame.Ping(1));
            stream.next(ServerFrame.Ping.class);
            bundle(tokens.one(asker).encode(), mailbox);
            stream.next(ServerFrame.PreKeysLow.class);
        }
    }

    @Test
    void hitAndMissLookTheSame() {
        Response hit = fetch(tokens.one(asker).encode(), mailbox);
        Response miss = fetch(tokens.one(asker).encode(), new BundleRequest(new byte[32], new byte[32]));
        assertEquals(hit.statusCode(), miss.statusCode());
        assertEquals(hit.asByteArray().length, miss.asByteArray().length);
        assertEquals(hit.headers().asList().toString(), miss.headers().asList().toString());
        Response refused =
                asker.call().body(new BundleRequest(new byte[32], new byte[32])).post("/v1/prekeys/fetch");
        assertEquals(404, refused.statusCode(), "the control: a device is told");
    }
}
