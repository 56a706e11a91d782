package org.sotto.support;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sotto.api.ApiJson;
import org.sotto.api.ApiLimits;
import org.sotto.api.BundleRequest;
import org.sotto.api.BundleResponse;
import org.sotto.api.ChallengeRequest;
import org.sotto.api.MailboxKind;
import org.sotto.api.MailboxRequest;
import org.sotto.api.PrekeyUpload;
import org.sotto.api.PrekeyUploaded;
import org.sotto.api.Problem;
import org.sotto.api.ProblemCode;
import org.sotto.api.RegistrationRequest;
import org.sotto.api.SendRequest;
import org.sotto.api.SendResponse;
import org.sotto.api.ServerInfo;
import org.sotto.api.SessionRequest;
import org.sotto.crypto.Label;
import org.sotto.crypto.primitive.Ed25519;
import org.sotto.crypto.primitive.Hash;
import org.sotto.transport.MailboxServer;
import org.sotto.transport.TransportException;

/// The JSON calls of a [FakeTlsServer], and ways for them to fail.
public final class FakeTlsCalls {
    private static final ObjectMapper JSON = ApiJson.server();

    private final FakeTlsSessions sessions;
    private final byte[] identitySeed;
    private final Supplier<TestCertificate> certificate;
    private volatile boolean signsWrong;
    private volatile boolean silentOnce;
    private volatile byte @Nullable [] nextPin;

    FakeTlsCalls(FakeTlsSessions sessions, byte[] identitySeed, Supplier<TestCertificate> certificate) {
        this.sessions = sessions;
        this.identitySeed = identitySeed;
        this.certificate = certificate;
    }

    /// Takes the next request and never answers it.
    public void leaveNextUnanswered() {
        silentOnce = true;
    }

    public void setSignsWrong(boolean value) {
        signsWrong = value;
    }

    public void setNextPin(byte @Nullable [] value) {
        nextPin = value;
    }

    void answer(HttpServerRequest request, byte[] body) {
        if (silentOnce) {
            silentOnce = false;
            return;
        }
        try {
            Object result = route(request, body);
            byte[] bytes = result instanceof byte[] raw ? raw : JSON.writeValueAsBytes(result);
            request.response().putHeader("Content-Type", "application/json");
            sessions.renewToken(request);
            request.response().end(Buffer.buffer(bytes));
        } catch (TransportException.Refused e) {
            refuse(request, e.status(), ProblemCode.of(e.code()).orElseThrow());
        } catch (IOException e) {
            refuse(request, 400, ProblemCode.MALFORMED_REQUEST);
        }
    }

    private static void refuse(HttpServerRequest request, int status, ProblemCode code) {
        try {
            byte[] body = JSON.writeValueAsBytes(Problem.of(code, status, "said by the fake"));
            request.response()
                    .setStatusCode(status)
                    .putHeader("Content-Type", ApiLimits.PROBLEM_TYPE)
                    .end(Buffer.buffer(body));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object route(HttpServerRequest request, byte[] body) throws IOException {
        return switch (request.method() + " " + request.path()) {
            case "GET /v1/server" -> info(request);
            case "POST /v1/auth/challenge" -> sessions.challenge(request, JSON.readValue(body, ChallengeRequest.class));
            case "POST /v1/auth/session" -> sessions.session(request, JSON.readValue(body, SessionRequest.class));
            case "POST /v1/devices" -> sessions.register(request, JSON.readValue(body, RegistrationRequest.class));
            default -> authenticated(request, body);
        };
    }

    private Object authenticated(HttpServerRequest request, byte[] body) throws IOException {
        MailboxServer device = sessions.device(request.headers());
        return switch (request.method() + " " + request.path()) {
            case "GET /v1/prekeys/count" -> device.preKeyCount();
            case "PUT /v1/prekeys" -> {
                PrekeyUpload upload = JSON.readValue(body, PrekeyUpload.class);
                yield new PrekeyUploaded(device.putPreKeys(upload.signedPrekey(), upload.oneTimePrekeys()));
            }
            case "POST /v1/prekeys/fetch" -> {
                BundleRequest ask = JSON.readValue(body, BundleRequest.class);
                yield new BundleResponse(device.fetchBundle(ask.mailbox(), ask.sendSecret()));
            }
            case "POST /v1/mailboxes" -> {
                MailboxRequest make = JSON.readValue(body, MailboxRequest.class);
                device.createMailbox(make.mailbox(), make.sendSecretHash(), make.kind() == MailboxKind.PUBLIC);
                yield Map.of();
            }
            case "POST /v1/messages" -> {
                SendRequest send = JSON.readValue(body, SendRequest.class);
                device.send(send.id(), send.recipient(), send.sendSecret(), send.content());
                yield new SendResponse(SendResponse.ENQUEUED, send.id(), Instant.now());
            }
            default -> throw new TransportException.Refused(404, "not-found", "");
        };
    }

    private byte[] info(HttpServerRequest request) throws IOException {
        ServerInfo info = new ServerInfo(
                "fake",
                "0",
                List.of("v1"),
                List.of(1),
                null,
                sessions.now(),
                Hash.sha256(Ed25519.publicKey(identitySeed)),
                Ed25519.publicKey(identitySeed),
                certificate.get().pin(),
                nextPin,
                List.of());
        byte[] body = JSON.writeValueAsBytes(info);
        byte[] signature = Ed25519.sign(identitySeed, Label.SERVER_INFO.with(signsWrong ? new byte[1] : body));
        request.response()
                .putHeader(
                        ApiLimits.SIGNATURE_HEADER,
                        Base64.getUrlEncoder().withoutPadding().encodeToString(signature));
        return body;
    }
}
