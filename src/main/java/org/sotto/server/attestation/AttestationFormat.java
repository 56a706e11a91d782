package org.sotto.server.attestation;

import com.webauthn4j.verifier.CoreRegistrationObject;

/// A format of attestation statements (WebAuthn, section 8). Another one is another member of this family.
sealed interface AttestationFormat permits PackedFormat {
    /// As the statement's `fmt` says it.
    String name();

    /// Checks the statement of a registration whose authenticator data fit, at the registration's time.
    ///
    /// @throws BadAttestationException it does not hold; so does any other RuntimeException
    Attested verify(CoreRegistrationObject registration);
}
