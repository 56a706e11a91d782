package org.sotto.server.resource;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sotto.api.ApiJson;
import org.sotto.api.ProblemCode;

/// A call of the API, and the lines that it has in common with others.
///
/// @param path    as docs/openapi.json writes it
/// @param session whether it wants one
/// @param body    one that is understood; none for a call without
public record Call(
        String method,
        String path,
        boolean session,
        @Nullable Object body) {

    String name() {
        return method + " " + path;
    }

    public Case succeeds(int status, String when, Case.RestAsk ask) {
        return new Case(name(), when, status, null, null, ask.plain());
    }

    public Case refused(int status, ProblemCode code, String when, Case.RestAsk ask) {
        return new Case(name(), when, status, code, null, ask.plain());
    }

    /// The same with a proof, which RestAssured cannot make: it knows nothing of its connection.
    Case proved(int status, @Nullable ProblemCode code, String when, Case.Ask ask) {
        return new Case(name(), when, status, code, null, ask);
    }

    /// A fault of the server: this table is away.
    Case fails(String table) {
        return refused(500, ProblemCode.INTERNAL, "without " + table, scene -> {
            RequestSpecification request = session ? scene.known(scene.somebody()) : scene.stranger();
            return scene.without(table, () -> make(body == null ? request : request.body(body)));
        });
    }

    /// What every call is refused for.
    Stream<Case> common() {
        Stream<Case> every = Stream.of(
                refused(
                        406,
                        ProblemCode.NOT_ACCEPTABLE,
                        "a picture is asked for",
                        s -> make(whole(s).accept("image/png"))),
                refused(
                        405,
                        ProblemCode.METHOD_NOT_ALLOWED,
                        "another method",
                        s -> caller(s).patch(path.replace("{mailbox}", "x"))));
        return Stream.of(
                        every,
                        session ? withSession() : Stream.<Case>empty(),
                        body == null ? Stream.<Case>empty() : withBody())
                .flatMap(lines -> lines);
    }

    private Stream<Case> withSession() {
        return Stream.of(
                unauthenticated("no session", s -> make(full(s.stranger()))),
                unauthenticated("a token that is none", s -> make(full(s.bearer("x.y.z")))),
                unauthenticated("no bearer", s -> make(full(s.stranger().header("Authorization", "Basic eDp5")))),
                unauthenticated("its device is gone", s -> {
                    s.alice().leave().then().statusCode(204);
                    return make(full(s.alice().call()));
                }));
    }

    private Case unauthenticated(String when, Case.RestAsk ask) {
        return refused(401, ProblemCode.UNAUTHENTICATED, when, ask);
    }

    private Stream<Case> withBody() {
        return Stream.of(
                malformed("no body", ""),
                malformed("half an object", "{"),
                malformed("an array", "[]"),
                malformed("an empty object", "{}"),
                malformed("a field too many", json().replaceFirst("\\{", "{\"more\":1,")),
                malformed("something behind it", json() + "{}"),
                refused(
                        413,
                        ProblemCode.TOO_LARGE,
                        "a byte above the limit",
                        s -> make(caller(s).body(" ".repeat(limit() + 1)))),
                refused(
                        400,
                        ProblemCode.MALFORMED_REQUEST,
                        "the limit, and no JSON",
                        s -> make(caller(s).body(" ".repeat(limit())))),
                refused(
                        415,
                        ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                        "a body that says it is text",
                        s -> make(caller(s).contentType("text/plain").body(json()))));
    }

    /// Somebody sends this body.
    Case malformed(String when, Object sent) {
        return refused(
                400, ProblemCode.MALFORMED_REQUEST, when, s -> make(caller(s).body(sent)));
    }

    /// Of its body, in bytes.
    private int limit() {
        if (!session) {
            return 16 << 10;
        }
        return switch (path) {
            case "/v1/messages" -> 1600 << 10;
            case "/v1/prekeys" -> 256 << 10;
            default -> 32 << 10;
        };
    }

    private RequestSpecification caller(Scene scene) throws IOException {
        return session ? scene.somebody().call() : scene.stranger();
    }

    private RequestSpecification whole(Scene scene) throws IOException {
        return full(caller(scene));
    }

    private RequestSpecification full(RequestSpecification request) {
        return body == null ? request : request.body(body);
    }

    private Response make(RequestSpecification request) {
        return request.request(method, path.replace("{mailbox}", Scene.UNKNOWN_MAILBOX));
    }

    private String json() {
        try {
            return ApiJson.client().writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
