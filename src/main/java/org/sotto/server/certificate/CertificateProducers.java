package org.sotto.server.certificate;

import io.quarkus.tls.runtime.KeyStoreAndKeyCertOptions;
import io.quarkus.tls.runtime.KeyStoreProvider;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.KeyStoreOptions;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.time.Clock;
import java.util.Optional;
import org.sotto.server.config.DataFolder;
import org.sotto.server.config.SottoConfig;
import org.sotto.server.settings.Settings;

/// The keys and the certificate as beans. Whoever asks first, the TLS registry or the database, has them made.
final class CertificateProducers {
    /// The name of the TLS configuration in application.properties.
    static final String TLS = "sotto";

    @Produces
    @Singleton
    ServerKeys keys(DataFolder folder, SottoConfig config, Settings settings, SecureRandom random) {
        return ServerKeys.open(folder, config.databaseKeyFile(), KeyDerivation.of(settings), random);
    }

    void close(@Disposes ServerKeys keys) {
        keys.close();
    }

    @Produces
    @Singleton
    ServerCertificate certificate(
            DataFolder folder, SottoConfig config, Settings settings, Clock clock, SecureRandom random) {
        Optional<GivenCertificate> given = GivenCertificate.of(settings, config.data(), clock);
        if (given.isPresent()) {
            return new ServerCertificate(given.get());
        }
        return new ServerCertificate(folder, config, clock, random);
    }

    @Produces
    @Singleton
    TrustRoots roots(SottoConfig config, Settings settings) {
        return TrustRoots.of(settings, config.data());
    }

    @Produces
    @Singleton
    @Identifier(TLS)
    KeyStoreProvider keyStore(ServerCertificate certificate) {
        return vertx -> keyStore(certificate.current());
    }

    private static KeyStoreAndKeyCertOptions keyStore(TlsCertificate shown) {
        String password = "memory-only"; // PKCS #12 wants one; the store never leaves this process
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    TLS, shown.keys().getPrivate(), password.toCharArray(), new Certificate[] {shown.certificate()});
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            store.store(bytes, password.toCharArray());
            return new KeyStoreAndKeyCertOptions(
                    store,
                    new KeyStoreOptions()
                            .setType("PKCS12")
                            .setPassword(password)
                            .setValue(Buffer.buffer(bytes.toByteArray())));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a key store in memory cannot be made", e);
        }
    }
}
