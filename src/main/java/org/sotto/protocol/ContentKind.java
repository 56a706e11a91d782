package org.sotto.protocol;

/// What a content is. Codes are one byte; section 13 of docs/protocol.md.
public enum ContentKind {
    /// A text of at most 8,000 characters.
    TEXT(1),
    /// Says of other contents, by their ids, that they were delivered or read.
    RECEIPT(2),
    DELETE(3),
    TIMER(4),
    ATTACHMENT(5),
    RESEND_REQUEST(6),
    /// A mailbox of one's own for this contact.
    MAILBOX_GRANT(7),
    /// The sender has a new identity, which the earlier one vouches for.
    IDENTITY_ROTATION(8),
    SESSION_END(9),
    /// Empty: its only use is the turn of the ratchet that it brings.
    CONTROL(10),
    /// A code below 128 that this version does not know: kept, and shown as a message that this version cannot show.
    UNKNOWN(-1),
    /// A code from 128 on that this version does not know: its sender meant it to be ignored.
    IGNORED(-1);

    private static final int FIRST_IGNORED = 128;

    private final int code;

    ContentKind(int code) {
        this.code = code;
    }

    /// The byte that stands for this kind.
    ///
    /// @throws IllegalStateException for [#UNKNOWN] and [#IGNORED], which stand for many
    public int code() {
        if (code < 0) {
            throw new IllegalStateException(this + " has no code of its own");
        }
        return code;
    }

    /// The kind of any byte, 0–255.
    static ContentKind of(int code) {
        for (ContentKind kind : values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        return code < FIRST_IGNORED ? UNKNOWN : IGNORED;
    }
}
