package org.sotto.server.uniform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sotto.support.TestServer;
import org.sotto.support.TlsConnection;
import org.sotto.support.TlsConnection.Timed;

/// No status, no header, no size and no time of an answer tells more than that it is a refusal.
@QuarkusTest
class UniformAnswersTest {
    private static final Set<String> NONE = Set.of();

    private final TestServer server;
    private final Callings callings;

    UniformAnswersTest(TestServer server, Callings callings) {
        this.server = server;
        this.callings = callings;
    }

    @ParameterizedTest
    @EnumSource(Pair.class)
    void theAnswersOfAServerAtRestAreAlike(Pair pair) throws IOException {
        take(pair).assertAlike(pair + ", at rest");
    }

    @Test
    void theAnswersOfAServerAtHalfLoadAreAlike() throws Exception {
        List<Executable> checks = new ArrayList<>();
        try (HalfLoad load = HalfLoad.start(server)) {
            for (Pair pair : Pair.values()) {
                Answers answers = take(pair);
                checks.add(() -> answers.assertAlike(pair + ", at half load"));
            }
        }
        Assertions.assertAll(checks);
    }

    private Answers take(Pair pair) throws IOException {
        Kind one = pair.one(callings);
        Kind other = pair.other(callings);
        try (TlsConnection connection = server.connect()) {
            return Answers.take(connection, one, other, NONE);
        }
    }

    @Test
    void aDifferenceOfTwoMillisecondsIsFound() throws Exception {
        plant().assertDifferent("planted, at rest");
        try (HalfLoad load = HalfLoad.start(server)) {
            plant().assertDifferent("planted, at half load");
        }
    }

    private Answers plant() throws IOException {
        Kind plain = callings.challenge(callings.unknown());
        try (TlsConnection connection = server.connect()) {
            return Answers.take(connection, plain, asked -> planted(plain.request(asked)), NONE);
        }
    }

    private static byte[] planted(byte[] request) {
        String text = new String(request, StandardCharsets.ISO_8859_1);
        return text.replaceFirst("\r\n", "\r\n" + Planted.HEADER + ": 1\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void aDifferenceInAHeaderOrASizeIsFound() {
        Timed plain = answer("HTTP/1.1 401 Unauthorized\nretry-after: 10\n", "12");
        assertEquals(Answers.shape(plain, NONE), Answers.shape(answer(plain.head(), "34"), NONE), "bytes of a success");
        for (String head : List.of(
                "HTTP/1.1 403 Forbidden\nretry-after: 10\n",
                "HTTP/1.1 401 Unauthorized\nretry-after: 11\n",
                "HTTP/1.1 401 Unauthorized\n",
                "HTTP/1.1 401 Unauthorized\nretry-after: 10\nmore: 1\n")) {
            assertNotEquals(Answers.shape(plain, NONE), Answers.shape(answer(head, "12"), NONE), head);
        }
        assertNotEquals(Answers.shape(plain, NONE), Answers.shape(answer(plain.head(), "123"), NONE), "a size");
        Set<String> documented = Set.of("retry-after");
        Timed later = answer("HTTP/1.1 401 Unauthorized\nretry-after: 11\n", "12");
        assertEquals(Answers.shape(plain, documented), Answers.shape(later, documented));
        String problem = "HTTP/1.1 401 Unauthorized\ncontent-type: application/problem+json\n";
        assertNotEquals(
                Answers.shape(answer(problem, "12"), NONE), Answers.shape(answer(problem, "34"), NONE), "words");
    }

    private static Timed answer(String head, String body) {
        return new Timed(head, body.getBytes(StandardCharsets.US_ASCII), 0);
    }
}
