package org.sotto.server.certificate;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.sotto.server.config.DataFolder;
import org.sotto.server.config.SottoConfig;

/// The certificate in use: the operator's own, or one made by the first start, renewed with the same key on demand,
/// when a month is left, or when it does not name the server's address.
public final class ServerCertificate {
    private final UnaryOperator<TlsCertificate> renewal;
    private TlsCertificate current;

    ServerCertificate(DataFolder folder, SottoConfig config, Clock clock, SecureRandom random) {
        OwnCertificate own = new OwnCertificate(folder, config, clock, random);
        this.renewal = own::renew;
        this.current = own.open();
    }

    /// One that the operator brings; a renewal reads the files again.
    ServerCertificate(GivenCertificate given) {
        this.renewal = given::renew;
        this.current = given.read();
    }

    /// SHA-256 of the certificate's SubjectPublicKeyInfo, 32 bytes.
    public synchronized byte[] pin() {
        return current.pin();
    }

    public synchronized Instant notAfter() {
        return current.notAfter();
    }

    synchronized TlsCertificate current() {
        return current;
    }

    /// A new certificate over the same key; the caller has it shown.
    synchronized void renew() {
        current = renewal.apply(current);
    }
}
