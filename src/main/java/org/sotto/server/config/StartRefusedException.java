package org.sotto.server.config;

/// The server cannot start, for a reason that its operator can remove. The message is one lower-case line with a hint.
public final class StartRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartRefusedException(String message) {
        super(message);
    }

    public StartRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
