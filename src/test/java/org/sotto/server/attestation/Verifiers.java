package org.sotto.server.attestation;

import org.sotto.server.certificate.TrustRoots;

/// Verifiers for tests of other packages.
public final class Verifiers {
    private Verifiers() {}

    public static AttestationVerifier of(TrustRoots roots) {
        return new AttestationVerifier(roots);
    }
}
