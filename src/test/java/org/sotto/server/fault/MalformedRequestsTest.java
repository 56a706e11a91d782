package org.sotto.server.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.sotto.api.AckRequest;
import org.sotto.api.ApiJson;
import org.sotto.api.BundleRequest;
import org.sotto.api.ChallengeRequest;
import org.sotto.api.IdentityRotationRequest;
import org.sotto.api.MailboxKind;
import org.sotto.api.MailboxRequest;
import org.sotto.api.PrekeyUpload;
import org.sotto.api.RegistrationRequest;
import org.sotto.api.SendRequest;
import org.sotto.api.SessionRequest;
import org.sotto.api.frame.ClientFrame;
import org.sotto.api.frame.SendFrame;
import org.sotto.api.frame.ServerFrame;
import org.sotto.support.People;
import org.sotto.support.Person;
import org.sotto.support.TestServer;
import org.sotto.support.TestStream;
import org.sotto.support.TlsConnection;
import org.sotto.support.TlsConnection.Timed;
import org.sotto.wire.MalformedException;

/// Bodies and frames that were spoiled in every way get a refusal without a word of how the server is made,
/// and leave it as it was.
@QuarkusTest
class MalformedRequestsTest {
    private static final boolean LONG = Boolean.getBoolean("sotto.long");
    private static final int BODIES = LONG ? 500_000 : 25_000;
    private static final int FRAMES = LONG ? 500_000 : 25_000;
    /// Of strangers, whose failures are counted.
    private static final int FROM_STRANGERS = 8_000;
    private static final int TOGETHER = 100;
    private static final int STREAMS = LONG ? 200 : 5;

    private final TestServer server;
    private final People people;
    private final Random random = new Random(11);
    private final Mutations mutations = new Mutations(12);

    MalformedRequestsTest(TestServer server, People people) {
        this.server = server;
        this.people = people;
    }

    private record Body(String method, String path, boolean session, Object good) {}

    private static final byte[] B16 = new byte[16];
    private static final byte[] B32 = new byte[32];
    private static final byte[] B64 = new byte[64];

    private static final List<Body> BODIES_OF_CALLS = List.of(
            new Body("POST", "/v1/auth/challenge", false, new ChallengeRequest(B32, 1, B32, Instant.EPOCH)),
            new Body("POST", "/v1/auth/session", false, new SessionRequest(B32, 1, B32, B32, Instant.EPOCH, B32, B64)),
            new Body(
                    "POST",
                    "/v1/devices",
                    false,
                    new RegistrationRequest(B16, B32, 1, B32, B32, Instant.EPOCH, B32, B32, B64, new byte[129], null)),
            new Body("PUT", "/v1/prekeys", true, new PrekeyUpload(new byte[2902], List.of(new byte[1668]))),
            new Body("POST", "/v1/prekeys/fetch", true, new BundleRequest(B32, B32)),
            new Body(
                    "PUT", "/v1/devices/me/identity", true, new IdentityRotationRequest(new byte[298], new byte[2902])),
            new Body("POST", "/v1/mailboxes", true, new MailboxRequest(B32, B64, MailboxKind.CONTACT)),
            new Body("POST", "/v1/messages", true, new SendRequest(B16, B32, B32, new byte[2048])),
            new Body("POST", "/v1/messages/ack", true, new AckRequest(List.of(B16, B16))));

    @Test
    void spoiledBodiesAreRefusedWithoutAWordOfTheInside() throws IOException {
        Person somebody = people.another();
        Map<Integer, Integer> statuses = new TreeMap<>();
        int strangers = FROM_STRANGERS;
        try (TlsConnection connection = server.connect()) {
            for (int done = 0; done < BODIES; done += TOGETHER) {
                List<byte[]> requests = new ArrayList<>();
                while (requests.size() < TOGETHER) {
                    Body body = BODIES_OF_CALLS.get(random.nextInt(BODIES_OF_CALLS.size()));
                    if (body.session() || strangers-- > 0) {
                        byte[] spoiled = mutations.spoil(ApiJson.client().writeValueAsBytes(body.good()));
                        String token = body.session() ? somebody.token() : null;
                        requests.add(TlsConnection.encode(body.method(), body.path(), token, spoiled));
                    }
                }
                for (Timed answer : connection.exchange(requests)) {
                    check(answer);
                    statuses.merge(answer.status(), 1, Integer::sum);
                }
            }
            assertEquals(
                    200,
                    connection
                            .request("GET", "/v1/mailboxes", somebody.token(), null)
                            .status());
        }
        assertTrue(statuses.getOrDefault(400, 0) > BODIES / 2, statuses.toString());
        System.out.println(BODIES + " spoiled bodies: " + statuses);
    }

    private static void check(Timed answer) {
        String text = answer.head() + new String(answer.body(), StandardCharsets.UTF_8);
        assertTrue(answer.status() < 500, text);
        assertEquals(Optional.empty(), InternalWords.in(text), text);
        assertTrue(answer.status() < 400 || answer.head().contains("application/problem+json"), text);
    }

    /// The control: what a framework would say is found.
    @Test
    void aWordOfTheInsideIsFound() {
        for (String planted : List.of(
                "{\"detail\":\"java.lang.NullPointerException\"}",
                "\tat org.sotto.server.resource.MessageResource.send(MessageResource.java:60)",
                "[SQLITE_CONSTRAINT] Abort due to constraint violation",
                "Unexpected character ('x'): com.fasterxml.jackson.core.JsonParseException")) {
            assertTrue(InternalWords.in(planted).isPresent(), planted);
        }
    }

    private byte[] spoiledFrame() {
        ClientFrame good = switch (random.nextInt(5)) {
            case 0 -> new SendFrame(1, B16, B32, B32, new byte[2048]);
            case 1 -> new ClientFrame.Ack(2, List.of(B16, B16));
            case 2 -> new ClientFrame.Challenge(3, B32);
            case 3 -> new ClientFrame.Proof(4, B64);
            default -> new ClientFrame.Ping(5);
        };
        return mutations.spoil(good.encode());
    }

    private static boolean isMalformed(byte[] frame) {
        try {
            ClientFrame.decode(frame);
            return false;
        } catch (MalformedException e) {
            return true;
        }
    }

    @Test
    void spoiledFramesAreRefusedInOneWay() {
        int refused = 0;
        for (int i = 0; i < FRAMES; i++) {
            refused += isMalformed(spoiledFrame()) ? 1 : 0; // whatever else it throws fails the test
        }
        assertTrue(refused > FRAMES / 4, refused + " of " + FRAMES);
    }

    /// A stream that says what it cannot mean is closed with the one code for it, and the next one is good.
    @Test
    void aSpoiledFrameClosesItsStreamWith4400() throws Exception {
        Person somebody = people.another();
        for (int i = 0; i < STREAMS; i++) {
            try (TestStream stream = open(somebody)) {
                stream.next(ServerFrame.Drained.class);
                byte[] frame = spoiledFrame();
                while (!isMalformed(frame)) {
                    frame = spoiledFrame();
                }
                stream.send(frame);
                assertEquals(4400, stream.closeCode());
            }
        }
        try (TestStream stream = open(somebody)) {
            stream.next(ServerFrame.Drained.class);
            stream.send(new ClientFrame.Ping(9));
            assertEquals(9, stream.next(ServerFrame.Ping.class).requestId());
        }
        assertFalse(isMalformed(new ClientFrame.Ping(9).encode()));
    }

    private TestStream open(Person somebody) throws Exception {
        return TestStream.open(server.httpsPort(), server.data("tls.crt"), somebody.token());
    }
}
