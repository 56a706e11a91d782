package org.sotto.server.service;

/// What somebody shows as a token. No record, for whoever has it could spend it: it does not print itself.
public final class ShownToken {
    private final String text;
    private final byte[] address;

    /// @param text    in base64url, whatever it is
    /// @param address that it was shown from, for the count of those that are none
    public ShownToken(String text, byte[] address) {
        this.text = text;
        this.address = address.clone();
    }

    String text() {
        return text;
    }

    byte[] address() {
        return address.clone();
    }
}
