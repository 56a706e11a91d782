package org.sotto.server.certificate;

import io.quarkus.tls.CertificateUpdatedEvent;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;

/// Renews the certificate with the same key and shows it to new connections without a restart.
@Singleton
public final class CertificateRenewal {
    private final ServerCertificate certificate;
    private final TlsConfigurationRegistry registry;
    private final Event<CertificateUpdatedEvent> updated;

    CertificateRenewal(
            ServerCertificate certificate, TlsConfigurationRegistry registry, Event<CertificateUpdatedEvent> updated) {
        this.certificate = certificate;
        this.registry = registry;
        this.updated = updated;
    }

    public ServerCertificate renew() {
        certificate.renew();
        TlsConfiguration tls = registry.get(CertificateProducers.TLS)
                .orElseThrow(() -> new IllegalStateException("the TLS configuration is missing"));
        if (!tls.reload()) {
            throw new IllegalStateException("the TLS configuration was not loaded again");
        }
        updated.fire(new CertificateUpdatedEvent(CertificateProducers.TLS, tls));
        return certificate;
    }
}
