package org.sotto.server.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sotto.api.MailboxKind;
import org.sotto.crypto.token.Token;
import org.sotto.support.People;
import org.sotto.support.Person;
import org.sotto.support.TestMailbox;
import org.sotto.support.TestTokens;

/// An address from which forged tokens come too often.
@QuarkusTest
@TestProfile(ForgedTokensTest.Limited.class)
class ForgedTokensTest {
    private static final int BURST = 10;

    private final People people;
    private final TestTokens tokens;

    ForgedTokensTest(People people, TestTokens tokens) {
        this.people = people;
        this.tokens = tokens;
    }

    public static final class Limited implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "sotto.security.rate_limiting.max_requests",
                    Integer.toString(BURST),
                    "sotto.security.rate_limiting.window_size_ms",
                    "3600000");
        }
    }

    @Test
    void forgedOnesAreHeldAndGoodOnesPass() throws IOException {
        Person bob = people.bob();
        TestMailbox mailbox = bob.mailbox(MailboxKind.CONTACT);
        Token good = tokens.one(bob);
        for (int i = 0; i < BURST / 2; i++) {
            assertEquals(400, malformed().statusCode());
        }
        int accepted = 0;
        Response answer = send(new byte[354], mailbox);
        while (answer.statusCode() == 202 && accepted <= BURST) {
            accepted++;
            answer = send(new byte[354], mailbox);
        }
        assertEquals(429, answer.statusCode());
        assertTrue(accepted > 0 && accepted <= BURST / 2 + 1, accepted + " were accepted beside what was malformed");
        assertTrue(Integer.parseInt(answer.header("Retry-After")) > 0);
        assertEquals(429, malformed().statusCode());
        assertEquals(202, send(good.encode(), mailbox).statusCode());
        assertEquals(202, send(good.encode(), mailbox).statusCode(), "spent: one answer with a good one");
        assertEquals(
                1, bob.call().get("/v1/messages").jsonPath().getList("items").size());
    }

    private Response malformed() {
        return tokens.paid(new byte[354]).body("{}").post("/v1/messages");
    }

    private Response send(byte[] token, TestMailbox mailbox) {
        return tokens.paid(token).body(mailbox.send(TestMailbox.blob(1, 2048))).post("/v1/messages");
    }
}
