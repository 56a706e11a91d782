package org.sotto.server.certificate;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/// When the certificate in use ends.
@Singleton
final class CertificateTime {
    private final ServerCertificate certificate;

    CertificateTime(ServerCertificate certificate) {
        this.certificate = certificate;
    }

    void register(@Observes StartupEvent event, MeterRegistry metrics) {
        TimeGauge.builder(
                        "sotto.certificate.expiry.timestamp",
                        () -> certificate.notAfter().getEpochSecond(),
                        TimeUnit.SECONDS)
                .description("when the TLS certificate ends, since 1970")
                .register(metrics);
    }
}
