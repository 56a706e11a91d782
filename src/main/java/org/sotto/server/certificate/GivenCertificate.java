package org.sotto.server.certificate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import org.sotto.server.config.PrivateFiles;
import org.sotto.server.config.StartRefusedException;
import org.sotto.server.settings.SettingKey;
import org.sotto.server.settings.Settings;

/// The operator's own certificate and key (`server.tls.cert_path`, `server.tls.key_path`), which are read and never
/// written.
final class GivenCertificate {
    private static final String NEW_KEY = "make a key with openssl genpkey -algorithm EC -pkeyopt"
            + " ec_paramgen_curve:P-256, and a certificate over it";
    /// P-256 and P-384, which every TLS 1.3 client of ours verifies (RFC 8446, section 9.1).
    private static final Set<Integer> FIELD_BITS = Set.of(256, 384);

    private final Path certificate;
    private final Path key;
    private final Clock clock;

    private GivenCertificate(Path certificate, Path key, Clock clock) {
        this.certificate = certificate;
        this.key = key;
        this.clock = clock;
    }

    /// Empty where the server makes its own.
    static Optional<GivenCertificate> of(Settings settings, Path data, Clock clock) {
        if (settings.isDefault(SettingKey.CERTIFICATE)) {
            return Optional.empty();
        }
        return Optional.of(new GivenCertificate(
                settings.path(SettingKey.CERTIFICATE, data), settings.path(SettingKey.PRIVATE_KEY, data), clock));
    }

    /// @throws StartRefusedException if they are missing, weak, past their time, or do not belong together
    TlsCertificate read() {
        X509Certificate shown = readCertificate();
        KeyPair keys = new KeyPair(shown.getPublicKey(), readKey());
        try {
            KeyPairs.check(keys);
        } catch (GeneralSecurityException e) {
            throw refused(
                    SettingKey.PRIVATE_KEY, key, "does not belong to the certificate", "give both of one pair", e);
        }
        return new TlsCertificate(keys, shown);
    }

    /// The files anew, over the same key: clients hold on to it.
    TlsCertificate renew(TlsCertificate present) {
        TlsCertificate fresh = read();
        if (!fresh.keys().getPublic().equals(present.keys().getPublic())) {
            throw refused(
                    SettingKey.CERTIFICATE,
                    certificate,
                    "has another key, and clients hold on to the present one",
                    "renew it over the same key");
        }
        return fresh;
    }

    private X509Certificate readCertificate() {
        try {
            Collection<? extends Certificate> found = PemFiles.certificates(Files.readAllBytes(certificate));
            if (found.size() != 1) {
                throw refused(
                        SettingKey.CERTIFICATE,
                        certificate,
                        "holds " + found.size() + " certificates",
                        "give the server's own alone: clients hold on to its key, not to a signer");
            }
            X509Certificate shown = (X509Certificate) found.iterator().next();
            check(shown);
            return shown;
        } catch (IOException e) {
            throw refused(SettingKey.CERTIFICATE, certificate, "cannot be read", "is it there, and readable?", e);
        } catch (GeneralSecurityException e) {
            throw refused(SettingKey.CERTIFICATE, certificate, "is no certificate in pem", NEW_KEY, e);
        }
    }

    private void check(X509Certificate shown) {
        boolean strong = shown.getPublicKey() instanceof ECPublicKey curve
                && FIELD_BITS.contains(curve.getParams().getCurve().getField().getFieldSize());
        if (!strong) {
            throw refused(
                    SettingKey.CERTIFICATE,
                    certificate,
                    "has a key that is none of p-256 or p-384 but "
                            + shown.getPublicKey().getAlgorithm(),
                    NEW_KEY);
        }
        Date now = Date.from(clock.instant());
        if (now.after(shown.getNotAfter()) || now.before(shown.getNotBefore())) {
            throw refused(
                    SettingKey.CERTIFICATE,
                    certificate,
                    "is not valid at this time",
                    "renew it over the same key, and check the clock");
        }
    }

    private PrivateKey readKey() {
        if (!Files.exists(key)) {
            throw refused(SettingKey.PRIVATE_KEY, key, "is not there", "give the certificate's key");
        }
        byte[] pem = PrivateFiles.read(key);
        try {
            return PemFiles.privateKey(pem);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw refused(
                    SettingKey.PRIVATE_KEY,
                    key,
                    "is no unencrypted pkcs #8 key of an elliptic curve",
                    "convert it with openssl pkcs8 -topk8 -nocrypt",
                    e);
        } finally {
            Arrays.fill(pem, (byte) 0);
        }
    }

    private static StartRefusedException refused(SettingKey key, Path file, String what, String hint) {
        return new StartRefusedException(key.path() + " is " + file + ", which " + what + " (hint: " + hint + ")");
    }

    private static StartRefusedException refused(SettingKey key, Path file, String what, String hint, Exception cause) {
        return new StartRefusedException(
                key.path() + " is " + file + ", which " + what + " (hint: " + hint + ")", cause);
    }
}
