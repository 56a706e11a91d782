package org.sotto.transport;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Every expected failure of a connection. None of them carries a secret.
public abstract sealed class TransportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private TransportException(String message) {
        super(message);
    }

    /// No connection, no answer in time, or a connection that broke. Trying again later may help.
    public static final class Unreachable extends TransportException {
        private static final long serialVersionUID = 1L;

        public Unreachable(String why) {
            super(why);
        }
    }

    /// The server's key is not the one of the card or invitation: no byte of ours was sent.
    public static final class WrongKey extends TransportException {
        private static final long serialVersionUID = 1L;

        public WrongKey() {
            super("the server's key is not the one of the card or invitation");
        }
    }

    /// The server answered with a problem of `docs/api.md`.
    public static final class Refused extends TransportException {
        private static final long serialVersionUID = 1L;
        private final int status;
        private final String code;
        private final String detail;
        private final transient @Nullable Duration retryAfter;

        public Refused(int status, String code, String detail) {
            this(status, code, detail, null);
        }

        Refused(int status, String code, String detail, @Nullable Duration retryAfter) {
            super(code + (detail.isEmpty() ? "" : ": " + detail));
            this.status = status;
            this.code = code;
            this.detail = detail;
            this.retryAfter = retryAfter;
        }

        public int status() {
            return status;
        }

        /// The stable code, without its urn prefix.
        public String code() {
            return code;
        }

        public String detail() {
            return detail;
        }

        /// How long the server asks to wait, if it does.
        public @Nullable Duration retryAfter() {
            return retryAfter;
        }

        /// Whether the same request may succeed later.
        public boolean isPassing() {
            return status == 429 || status >= 500;
        }
    }

    /// An answer that no honest server gives: not of the API, or not signed by the server that the card names.
    public static final class BadAnswer extends TransportException {
        private static final long serialVersionUID = 1L;

        public BadAnswer(String why) {
            super(why);
        }
    }
}
