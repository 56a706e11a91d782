package org.sotto.server.resource.error;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sotto.api.ApiLimits;
import org.sotto.api.Problem;
import org.sotto.api.ProblemCode;
import org.sotto.server.service.Refusal;

/// Gives each refusal its code, its detail and its status.
public final class Problems {
    private Problems() {}

    /// The code of a refusal, for endpoints without a status line.
    public static ProblemCode code(Refusal refusal) {
        return switch (refusal) {
            case Refusal.Malformed r -> ProblemCode.MALFORMED_REQUEST;
            case Refusal.InvalidProof r -> ProblemCode.INVALID_PROOF;
            case Refusal.Unauthenticated r -> ProblemCode.UNAUTHENTICATED;
            case Refusal.InvitationRefused r -> ProblemCode.INVITATION_REFUSED;
            case Refusal.MailboxRefused r -> ProblemCode.MAILBOX_REFUSED;
            case Refusal.NotFound r -> ProblemCode.NOT_FOUND;
            case Refusal.IdConflict r -> ProblemCode.ID_CONFLICT;
            case Refusal.AlreadyExists r -> ProblemCode.ALREADY_EXISTS;
            case Refusal.TooLarge r -> ProblemCode.TOO_LARGE;
            case Refusal.BadSize r -> ProblemCode.BAD_SIZE;
            case Refusal.PrekeyRefused r -> ProblemCode.PREKEY_REFUSED;
            case Refusal.RotationRefused r -> ProblemCode.ROTATION_REFUSED;
            case Refusal.AttestationRefused r -> ProblemCode.ATTESTATION_REFUSED;
            case Refusal.MailboxFull r -> ProblemCode.MAILBOX_FULL;
            case Refusal.RateLimited r -> ProblemCode.RATE_LIMITED;
            case Refusal.Unavailable r -> ProblemCode.UNAVAILABLE;
        };
    }

    static Response response(Refusal refusal) {
        Response.ResponseBuilder response = builder(code(refusal), detail(refusal));
        Duration retryAfter = retryAfter(refusal);
        if (retryAfter != null) {
            response.header(HttpHeaders.RETRY_AFTER, seconds(retryAfter));
        }
        return response.build();
    }

    static Response.ResponseBuilder builder(ProblemCode code, @Nullable String detail) {
        int status = status(code);
        Response.ResponseBuilder response =
                Response.status(status).type(ApiLimits.PROBLEM_TYPE).entity(Problem.of(code, status, detail));
        return status == 401 ? response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer") : response;
    }

    static int status(ProblemCode code) {
        return switch (code) {
            case MALFORMED_REQUEST -> 400;
            case INVALID_PROOF, UNAUTHENTICATED -> 401;
            case INVITATION_REFUSED, ATTESTATION_REFUSED -> 403;
            case MAILBOX_REFUSED, NOT_FOUND -> 404;
            case METHOD_NOT_ALLOWED -> 405;
            case NOT_ACCEPTABLE -> 406;
            case ID_CONFLICT, ALREADY_EXISTS -> 409;
            case TOO_LARGE -> 413;
            case UNSUPPORTED_MEDIA_TYPE -> 415;
            case BAD_SIZE, PREKEY_REFUSED, ROTATION_REFUSED -> 422;
            case MAILBOX_FULL, RATE_LIMITED -> 429;
            case INTERNAL -> 500;
            case UNAVAILABLE -> 503;
        };
    }

    private static @Nullable String detail(Refusal refusal) {
        return switch (refusal) {
            case Refusal.Malformed r -> r.detail();
            case Refusal.InvalidProof r -> null; // one answer for every reason
            case Refusal.Unauthenticated r -> "prove the device at /v1/auth/session and send the token as a bearer";
            case Refusal.InvitationRefused r -> "ask the operator for a new one";
            case Refusal.MailboxRefused r -> null;
            case Refusal.NotFound r -> "no such " + r.what();
            case Refusal.IdConflict r -> "take another random id";
            case Refusal.AlreadyExists r -> "there is such a " + r.what();
            case Refusal.TooLarge r -> "at most " + r.limitBytes() + " bytes";
            case Refusal.BadSize r -> "see the size classes in docs/protocol.md, section 6";
            case Refusal.PrekeyRefused r -> r.detail();
            case Refusal.RotationRefused r -> r.detail();
            case Refusal.AttestationRefused r -> r.detail();
            case Refusal.MailboxFull r -> "send it again later";
            case Refusal.RateLimited r -> "ask again later";
            case Refusal.Unavailable r -> r.detail();
        };
    }

    /// Whole seconds, never too few.
    static long seconds(Duration wait) {
        return Math.max(1, wait.plusSeconds(1).minusNanos(1).toSeconds());
    }

    /// How long to wait where waiting helps.
    public static @Nullable Duration retryAfter(Refusal refusal) {
        return switch (refusal) {
            case Refusal.MailboxFull r -> r.retryAfter();
            case Refusal.RateLimited r -> r.retryAfter();
            case Refusal.Malformed r -> null;
            case Refusal.InvalidProof r -> null;
            case Refusal.Unauthenticated r -> null;
            case Refusal.InvitationRefused r -> null;
            case Refusal.MailboxRefused r -> null;
            case Refusal.NotFound r -> null;
            case Refusal.IdConflict r -> null;
            case Refusal.AlreadyExists r -> null;
            case Refusal.TooLarge r -> null;
            case Refusal.BadSize r -> null;
            case Refusal.PrekeyRefused r -> null;
            case Refusal.RotationRefused r -> null;
            case Refusal.AttestationRefused r -> null;
            case Refusal.Unavailable r -> null;
        };
    }
}
