package org.sotto.client;

import org.sotto.crypto.key.Fingerprint;

/// What came of taking a new identity.
public sealed interface RotationResult {
    /// It is the present one; contacts are being told.
    record Entered(Fingerprint fingerprint) implements RotationResult {}

    /// It is prepared, and the next command that reaches the server goes on.
    ///
    /// @param reason why it did not go further, for a person
    record Prepared(String reason) implements RotationResult {}
}
