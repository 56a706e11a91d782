package org.sotto.server.certificate;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.sotto.server.config.DataFolder;
import org.sotto.server.config.PublicAddress;
import org.sotto.server.config.SottoConfig;

/// The certificate that the server signs for itself, in the data folder.
final class OwnCertificate {
    private static final Duration RENEW_BEFORE = Duration.ofDays(30);

    private final CertificateFiles files;
    private final SelfSigned signer;
    private final Set<String> names;
    private final SecureRandom random;
    private final Clock clock;

    OwnCertificate(DataFolder folder, SottoConfig config, Clock clock, SecureRandom random) {
        this.files = new CertificateFiles(folder);
        this.signer = new SelfSigned(clock, random);
        this.names = names(config);
        this.random = random;
        this.clock = clock;
    }

    TlsCertificate open() {
        TlsCertificate found = files.load().orElse(null);
        if (found == null) {
            return certify(KeyPairs.generate(random));
        }
        boolean stands = found.notAfter().isAfter(clock.instant().plus(RENEW_BEFORE)) && covers(found.certificate());
        return stands ? found : certify(found.keys());
    }

    /// A new certificate over the same key.
    TlsCertificate renew(TlsCertificate present) {
        return certify(present.keys());
    }

    private TlsCertificate certify(KeyPair keys) {
        TlsCertificate made = new TlsCertificate(keys, signer.certify(keys, names));
        files.store(made);
        return made;
    }

    private static Set<String> names(SottoConfig config) {
        Set<String> names = new TreeSet<>(List.of("localhost", "127.0.0.1", "::1"));
        if (!Set.of("0.0.0.0", "::").contains(config.host())) {
            names.add(config.host());
        }
        config.publicAddress()
                .map(given -> PublicAddress.parse(given, config.port()).host())
                .ifPresent(names::add);
        return names;
    }

    private boolean covers(X509Certificate certificate) {
        try {
            Collection<List<?>> named = certificate.getSubjectAlternativeNames();
            return named != null
                    && named.size() == names.size()
                    && named.stream().allMatch(this::isOurs);
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    private boolean isOurs(List<?> name) {
        // the JDK writes IPv6 addresses out; only ::1 can be among them without a public address
        String text = String.valueOf(name.get(1));
        return names.contains(text) || text.indexOf(':') >= 0;
    }
}
