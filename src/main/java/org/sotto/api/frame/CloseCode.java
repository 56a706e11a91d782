package org.sotto.api.frame;

/// Why the server closes a stream (RFC 6455, section 7.4; 4000–4999 are the application's own).
public enum CloseCode {
    /// The server is being stopped, or started anew. Come again soon.
    GOING_AWAY(1001),
    /// A frame that is not understood. Trying again will not help.
    MALFORMED_FRAME(4400),
    /// The session expired without a renewal, or its device is gone. Prove the device again.
    SESSION_OVER(4401),
    /// The device opened more than four streams, and this was the oldest.
    REPLACED(4409),
    /// More than 256 requests stood unanswered.
    TOO_MANY_REQUESTS(4429);

    private final int number;

    CloseCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
