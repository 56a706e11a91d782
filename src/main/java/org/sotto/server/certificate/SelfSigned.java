package org.sotto.server.certificate;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// Makes the certificate that a server signs for itself (RFC 5280). Clients hold on to its key, not to a signer.
final class SelfSigned {
    /// A year and a month; the server renews by itself when a month is left.
    static final Duration LIFE = Duration.ofDays(396);

    /// Room for a client whose clock is behind.
    private static final Duration BACKDATED = Duration.ofDays(1);

    private final Clock clock;
    private final SecureRandom random;

    SelfSigned(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    /// @param names DNS names and addresses
    X509Certificate certify(KeyPair keys, Collection<String> names) {
        Instant now = clock.instant();
        X500Name subject = new X500Name("CN=Sotto");
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                subject,
                new BigInteger(127, random).setBit(127),
                Date.from(now.minus(BACKDATED)),
                Date.from(now.plus(LIFE)),
                subject,
                keys.getPublic());
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            builder.addExtension(Extension.subjectAlternativeName, false, alternativeNames(names));
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        } catch (CertIOException | OperatorCreationException | CertificateException e) {
            throw new IllegalStateException("a certificate over a P-256 key cannot be made", e);
        }
    }

    private static GeneralNames alternativeNames(Collection<String> names) {
        return new GeneralNames(names.stream().map(SelfSigned::name).toArray(GeneralName[]::new));
    }

    private static GeneralName name(String name) {
        boolean address = name.indexOf(':') >= 0 || name.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
        return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, name);
    }
}
