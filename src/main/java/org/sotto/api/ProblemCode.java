package org.sotto.api;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The stable codes of refusals, in JSON by their name, on the stream by their number. Codes are added, never changed.
public enum ProblemCode {
    MALFORMED_REQUEST(1, "the request is not understood"),
    INVALID_PROOF(2, "the proof does not hold"),
    UNAUTHENTICATED(3, "a session is needed"),
    INVITATION_REFUSED(4, "the invitation is unknown, used or expired"),
    MAILBOX_REFUSED(5, "no such mailbox, or the send secret is wrong"),
    NOT_FOUND(6, "nothing is here"),
    ID_CONFLICT(7, "the id stands for other bytes already"),
    ALREADY_EXISTS(8, "it exists already"),
    TOO_LARGE(9, "the request is too large"),
    BAD_SIZE(10, "the blob is not of an allowed type and size"),
    PREKEY_REFUSED(11, "a prekey is not in order"),
    MAILBOX_FULL(12, "the mailbox is full"),
    RATE_LIMITED(13, "too often"),
    INTERNAL(14, "the server has a fault"),
    UNAVAILABLE(15, "the server cannot do this now"),
    METHOD_NOT_ALLOWED(16, "this method is not offered here"),
    UNSUPPORTED_MEDIA_TYPE(17, "the body's media type is not understood"),
    NOT_ACCEPTABLE(18, "no offered media type is accepted"),
    ROTATION_REFUSED(19, "the rotation of the identity is not in order"),
    ATTESTATION_REFUSED(20, "the attestation of the device is not the one that is wanted");

    private final int number;
    private final String title;

    ProblemCode(int number, String title) {
        this.number = number;
        this.title = title;
    }

    /// The status byte of a `SENT` frame, 1–255; 0 stands for success.
    public int number() {
        return number;
    }

    /// A fixed phrase for a person.
    public String title() {
        return title;
    }

    /// The code in JSON, for example `mailbox-full`.
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The code behind its JSON name; empty for one of a later version.
    public static Optional<ProblemCode> of(String code) {
        return Stream.of(values()).filter(each -> each.code().equals(code)).findFirst();
    }

    /// The code behind a status byte; empty for 0 and for one of a later version.
    public static Optional<ProblemCode> of(int number) {
        return Stream.of(values()).filter(each -> each.number == number).findFirst();
    }
}
