package org.sotto.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.support.SeenCalls;
import org.sotto.support.SeenCalls.Call;
import org.sotto.support.TestDevice;
import org.sotto.support.TestMailbox;
import org.sotto.support.TestServer;
import org.sotto.support.TestTokens;
import org.sotto.support.TlsConnection;

/// What a real server sees of calls without identity: a token, on a connection that carries nothing else.
@QuarkusTest
class AnonymousWireTest {
    private static final Set<String> HEADERS =
            new TreeSet<>(Set.of("accept", "authorization", "content-length", "content-type", "host"));

    @TempDir
    Path folder;

    private final TestServer server;
    private final TestTokens tokens;
    private final SeenCalls seen;

    AnonymousWireTest(TestServer server, TestTokens tokens, SeenCalls seen) {
        this.server = server;
        this.tokens = tokens;
        this.seen = seen;
    }

    /// Each has granted the other a mailbox, and Alice has tokens.
    @BeforeEach
    void getToKnowEachOther() {
        tokens.key(); // is there
        try (Messenger alice = Messenger.register(environment("alice", false), server.invitation(), "alice");
                Messenger bob = Messenger.register(environment("bob", false), server.invitation(), "bob")) {
            alice.add(bob.card(), "bob");
            alice.send("bob", "hello");
            bob.receive(Duration.ZERO);
            alice.receive(Duration.ZERO);
            assertInstanceOf(SendResult.Accepted.class, alice.send("bob", "hello"));
        }
    }

    private ClientEnvironment environment(String name, boolean identified) {
        return ClientEnvironment.builder(folder.resolve(name), SecretBytes.adopt("pass".getBytes(UTF_8)))
                .clock(Clock.systemUTC())
                .random(new SecureRandom())
                .cost(Person.CHEAP)
                .requestTimeout(Duration.ofSeconds(30))
                .connectTimeout(Duration.ofSeconds(15))
                .reserveRows(1)
                .identified(identified)
                .build();
    }

    /// Connections that carry a token and something else.
    private static Set<Integer> mixed(List<Call> calls) {
        Set<Integer> mixed = connections(calls, true);
        mixed.retainAll(connections(calls, false));
        return mixed;
    }

    private static Set<Integer> connections(List<Call> calls, boolean paid) {
        return calls.stream()
                .filter(call -> call.isPaid() == paid)
                .map(Call::connection)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void aConnectionThatShowsATokenShowsNothingElse() throws Exception {
        try (Messenger alice = Messenger.open(environment("alice", false))) {
            List<Call> calls = seen.during(() -> {
                alice.send("bob", "one");
                alice.send("bob", "two");
                alice.receive(Duration.ZERO);
            });
            List<Call> paid = calls.stream().filter(Call::isPaid).toList();
            assertEquals(2, paid.size());
            assertEquals(2, connections(calls, true).size(), "what leaves together has a connection of its own");
            assertTrue(calls.size() > paid.size(), "the control: the session is seen");
            assertEquals(Set.of(), mixed(calls));
            for (Call call : paid) {
                assertEquals("/v1/messages", call.path());
                assertEquals(HEADERS, call.headers());
            }
        }
    }

    @Test
    void prekeysAreFetchedOverSuchAConnectionToo() throws Exception {
        try (Messenger alice = Messenger.open(environment("alice", false));
                Messenger carol = Messenger.register(environment("carol", false), server.invitation(), "carol")) {
            alice.add(carol.card(), "carol");
            List<Call> calls = seen.during(() -> alice.send("carol", "hello"));
            assertEquals(
                    List.of("/v1/prekeys/fetch"),
                    calls.stream().filter(Call::isPaid).map(Call::path).toList());
            assertEquals(Set.of(), mixed(calls));
        }
    }

    @Test
    void whoeverWantsToIsSeen() throws Exception {
        try (Messenger alice = Messenger.open(environment("alice", true))) {
            List<Call> calls = seen.during(() -> alice.send("bob", "one"));
            assertEquals(Set.of(), connections(calls, true));
            assertTrue(calls.stream()
                    .anyMatch(call ->
                            call.path().equals("/v1/messages") && call.scheme().equals("bearer")));
        }
    }

    /// The control.
    @Test
    void aConnectionThatShowsBothIsFound() throws Exception {
        TestDevice device = server.registered();
        String session = server.token(device);
        List<Call> calls = seen.during(() -> mix(session));
        assertEquals(2, calls.size());
        assertEquals(1, mixed(calls).size());
    }

    private void mix(String session) throws IOException {
        try (TlsConnection connection = server.connect()) {
            connection.exchange(TlsConnection.encode("GET", "/v1/prekeys/count", session, null));
            connection.exchange(TlsConnection.authorized(
                    "POST",
                    "/v1/messages",
                    TestTokens.authorization(new byte[354]),
                    TestMailbox.random().send(TestMailbox.blob(1, 2048))));
        }
    }
}
