package org.sotto.crypto;

import java.util.Locale;

/// A message or bundle that is well-formed but must not be accepted in this state. Nothing has changed.
public final class RefusedException extends CryptoException {
    private static final long serialVersionUID = 1L;

    public enum Reason {
        /// No header key of the session opens the header: not a message of this session, or damaged.
        NO_HEADER_KEY,
        /// The key of this message was used or given up before.
        KEY_ALREADY_USED,
        /// An authentic header asks to skip more keys than the limit. One reply repairs the direction.
        JUMP_TOO_FAR,
        /// Counters, epochs or parts that an honest peer never sends in this order.
        OUT_OF_ORDER,
        /// A record whose time has passed.
        EXPIRED,
        /// A record or envelope from the future.
        NOT_YET_VALID,
        /// The bundle or envelope belongs to another identity than expected, or to oneself.
        WRONG_IDENTITY,
        /// The prekey that is named is not, or no longer, known.
        UNKNOWN_PREKEY,
        /// The state cannot send before it has opened a message.
        CANNOT_SEND_YET
    }

    private final Reason reason;

    public RefusedException(Reason reason) {
        super("refused: " + reason.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
