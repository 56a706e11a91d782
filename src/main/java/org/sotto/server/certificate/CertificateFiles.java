package org.sotto.server.certificate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;
import org.sotto.server.config.DataFolder;
import org.sotto.server.config.PrivateFiles;
import org.sotto.server.config.StartRefusedException;

/// `tls.key` (PKCS #8) and `tls.crt` in the data folder, both PEM (RFC 7468).
final class CertificateFiles {
    private static final String HINT = " (hint: restore it from your backup; clients hold on to this key)";

    private final Path key;
    private final Path certificate;
    private final Path database;

    CertificateFiles(DataFolder folder) {
        this.key = folder.resolve("tls.key");
        this.certificate = folder.resolve("tls.crt");
        this.database = folder.database();
    }

    /// Empty before the first start, and after one that was cut off between the two files: before there is a database
    /// nobody can hold on to the key.
    ///
    /// @throws StartRefusedException if one of the two is missing, unreadable, or does not fit the other
    Optional<TlsCertificate> load() {
        if (!Files.exists(key)) {
            if (Files.exists(certificate) && Files.exists(database)) {
                throw new StartRefusedException("the TLS key " + key + " is missing" + HINT);
            }
            return Optional.empty();
        }
        try {
            X509Certificate shown = readCertificate();
            PrivateKey secret = readKey();
            KeyPair keys = new KeyPair(shown.getPublicKey(), secret);
            KeyPairs.check(keys);
            return Optional.of(new TlsCertificate(keys, shown));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new StartRefusedException("the TLS key " + key + " and " + certificate + " cannot be used" + HINT, e);
        }
    }

    void store(TlsCertificate made) {
        try {
            PrivateFiles.write(
                    certificate, pem("CERTIFICATE", made.certificate().getEncoded()));
            PrivateFiles.write(key, pem("PRIVATE KEY", made.keys().getPrivate().getEncoded()));
        } catch (IOException | GeneralSecurityException e) {
            throw new StartRefusedException("cannot write " + key + " (hint: is the disk full?)", e);
        }
    }

    private X509Certificate readCertificate() throws GeneralSecurityException {
        byte[] pem = PrivateFiles.read(certificate);
        return (X509Certificate) PemFiles.certificates(pem).stream()
                .findFirst()
                .orElseThrow(() -> new CertificateException("the file is empty"));
    }

    private PrivateKey readKey() throws GeneralSecurityException {
        return PemFiles.privateKey(PrivateFiles.read(key));
    }

    private static byte[] pem(String type, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return ("-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
