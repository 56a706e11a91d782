package org.sotto.server.attestation;

/// A statement that is not to be believed. The message is a phrase of ours that goes to the device.
public final class BadAttestationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadAttestationException(String why) {
        super(why);
    }

    BadAttestationException(String why, Throwable cause) {
        super(why, cause);
    }
}
