package org.sotto.transport;

/// A bearer for the API. Text, because an HTTP header is; never printed by accident.
public final class SessionToken {
    private final String value;
    private final long expiryMs;

    /// @param expiryMs by the own clock, ms since the epoch
    public SessionToken(String value, long expiryMs) {
        this.value = value;
        this.expiryMs = expiryMs;
    }

    public String value() {
        return value;
    }

    public long expiryMs() {
        return expiryMs;
    }

    @Override
    public String toString() {
        return "SessionToken[until " + expiryMs + "]";
    }
}
