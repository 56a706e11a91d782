package org.sotto.server.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sotto.api.ProblemCode.MALFORMED_REQUEST;
import static org.sotto.api.ProblemCode.NOT_FOUND;
import static org.sotto.api.ProblemCode.RATE_LIMITED;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sotto.api.IssuerKey;
import org.sotto.api.ServerInfo;
import org.sotto.api.TokensRequest;
import org.sotto.api.TokensResponse;
import org.sotto.crypto.BadSignatureException;
import org.sotto.crypto.token.TokenKey;
import org.sotto.crypto.token.TokenRequest;
import org.sotto.support.Person;
import org.sotto.support.TestTokens;

/// Every status and code of `/v1/tokens`, and what is issued.
@QuarkusTest
class TokenResourceTest {
    private static final byte[] NUMBER = new byte[256];
    private static final Call ISSUE =
            new Call("POST", "/v1/tokens", true, new TokensRequest(new byte[32], List.of(NUMBER)));

    private final Scene scene;
    private final TestTokens tokens;
    private final Clock clock;

    TokenResourceTest(Scene scene, TestTokens tokens, Clock clock) {
        this.scene = scene;
        this.tokens = tokens;
        this.clock = clock;
    }

    @ParameterizedTest
    @MethodSource("lines")
    void answers(Case line) throws Exception {
        line.check(scene);
    }

    static Stream<Case> lines() {
        byte[] tooGreat = new byte[256];
        Arrays.fill(tooGreat, (byte) 0xff);
        Stream<Case> own = Stream.of(
                ISSUE.succeeds(200, "twenty", s -> ask(s, s.somebody(), Collections.nCopies(20, NUMBER))),
                ISSUE.refused(
                        404,
                        NOT_FOUND,
                        "a key that is none",
                        s -> s.somebody()
                                .call()
                                .body(new TokensRequest(new byte[32], List.of(NUMBER)))
                                .post("/v1/tokens")),
                ISSUE.refused(
                        400,
                        MALFORMED_REQUEST,
                        "a number above the modulus",
                        s -> ask(s, s.somebody(), List.of(tooGreat))),
                ISSUE.malformed("none", new TokensRequest(new byte[32], List.of())),
                ISSUE.malformed("21", new TokensRequest(new byte[32], Collections.nCopies(21, NUMBER))),
                ISSUE.malformed("255 bytes", new TokensRequest(new byte[32], List.of(new byte[255]))),
                ISSUE.malformed("a key's id of 31 bytes", new TokensRequest(new byte[31], List.of(NUMBER))),
                ISSUE.refused(429, RATE_LIMITED, "more than 2,000 in a day", TokenResourceTest::afterTwoThousand)
                        .waits(1, 24 * 60 * 60 + 1));
        return Stream.concat(ISSUE.common(), own);
    }

    private static Response afterTwoThousand(Scene scene) throws IOException {
        Person glutton = scene.alice();
        List<byte[]> twenty = Collections.nCopies(20, NUMBER);
        for (int i = 0; i < 100; i++) {
            ask(scene, glutton, twenty).then().statusCode(200);
        }
        return ask(scene, glutton, List.of(NUMBER));
    }

    private static Response ask(Scene scene, Person person, List<byte[]> blinded) {
        return person.call()
                .body(new TokensRequest(scene.tokens.key().id(), blinded))
                .post("/v1/tokens");
    }

    @Test
    void whatIsIssuedIsGoodForThisServerAlone() throws IOException {
        TokenKey key = tokens.key();
        List<TokenRequest> requests = tokens.requests(key, 2);
        TokensResponse answer = tokens.ask(scene.somebody(), key, requests).as(TokensResponse.class);
        assertEquals(2, answer.signatures().size());
        requests.getFirst().finish(answer.signatures().getFirst());
        byte[] second = answer.signatures().get(1);
        assertThrows(BadSignatureException.class, () -> requests.getFirst().finish(second), "in another order");
    }

    /// The days of the keys; `IssuerKeysTest` has their making.
    @Test
    void theKeyOfTodayIsAnnounced() throws IOException {
        tokens.key();
        IssuerKey first = scene.stranger()
                .get("/v1/server")
                .as(ServerInfo.class)
                .issuerKeys()
                .getFirst();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        assertEquals(today.atStartOfDay(ZoneOffset.UTC).toInstant(), first.notBefore());
        assertEquals(first.notBefore().plus(Duration.ofDays(2)), first.notAfter());
        assertTrue(clock.instant().isBefore(first.notAfter()));
    }
}
