package org.sotto.server.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.response.Response;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sotto.api.Problem;
import org.sotto.api.ProblemCode;
import org.sotto.support.Rest;
import org.sotto.support.TlsConnection.Reply;

/// One line of a resource's table: a call under some circumstance, and the answer that it gets.
///
/// @param code of the problem; none for a success
/// @param pause seconds of `Retry-After`; none where there is no such header
public record Case(
        String call,
        String when,
        int status,
        @Nullable ProblemCode code,
        @Nullable Wait pause,
        Ask ask) {
    /// Nothing in these tells for which of their reasons they came.
    private static final Set<ProblemCode> ONE_ANSWER = Set.of(ProblemCode.INVALID_PROOF, ProblemCode.MAILBOX_REFUSED);

    /// From the shortest to the longest.
    public record Wait(int from, int to) {}

    /// Makes the call.
    @FunctionalInterface
    public interface Ask {
        Reply of(Scene scene) throws Exception;
    }

    /// The same through RestAssured.
    @FunctionalInterface
    public interface RestAsk {
        Response of(Scene scene) throws Exception;

        default Ask plain() {
            return scene -> Rest.reply(of(scene));
        }
    }

    public Case waits(int from, int to) {
        return new Case(call, when, status, code, new Wait(from, to), ask);
    }

    /// Makes the call and looks at every part of the answer that docs/api.md promises.
    public void check(Scene scene) throws Exception {
        Reply reply = ask.of(scene);
        assertEquals(status, reply.status(), this + " but got " + reply.text());
        if (code == null) {
            checkSuccess(reply);
        } else {
            checkProblem(reply, code);
        }
        checkWait(reply.headers().get("retry-after"));
    }

    private static void checkSuccess(Reply reply) {
        String type = reply.headers().getOrDefault("content-type", "");
        assertTrue(reply.body().length == 0 || type.startsWith("application/json"), type);
    }

    private void checkProblem(Reply reply, ProblemCode expected) throws IOException {
        assertEquals(expected.code(), reply.code(), this::toString);
        Problem problem = reply.as(Problem.class);
        assertEquals(expected.title(), problem.title(), this::toString);
        if (ONE_ANSWER.contains(expected)) {
            assertNull(problem.detail(), this::toString);
        }
        assertEquals(status == 401 ? "Bearer" : null, reply.headers().get("www-authenticate"), this::toString);
    }

    private void checkWait(@Nullable String header) {
        assertEquals(status == 429, pause != null, "a line with 429 says how long to wait");
        if (pause == null) {
            assertNull(header, this::toString);
        } else {
            assertNotNull(header, this::toString);
            int seconds = Integer.parseInt(header);
            assertTrue(pause.from <= seconds && seconds <= pause.to, header);
        }
    }

    @Override
    public String toString() {
        return call + " " + status + (code == null ? "" : " " + code.code()) + ": " + when;
    }
}
