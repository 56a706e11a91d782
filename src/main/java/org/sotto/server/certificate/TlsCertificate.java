package org.sotto.server.certificate;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import org.sotto.crypto.primitive.Hash;

/// The key pair of the TLS endpoint and a certificate for it.
record TlsCertificate(KeyPair keys, X509Certificate certificate) {
    /// SHA-256 of the SubjectPublicKeyInfo, 32 bytes: what clients pin. A renewal keeps it.
    byte[] pin() {
        return Hash.sha256(certificate.getPublicKey().getEncoded());
    }

    Instant notAfter() {
        return certificate.getNotAfter().toInstant();
    }
}
