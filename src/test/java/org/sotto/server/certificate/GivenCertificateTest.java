package org.sotto.server.certificate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sotto.server.config.StartRefusedException;
import org.sotto.server.settings.Settings;
import org.sotto.server.settings.SettingsSources;
import org.sotto.support.TestClock;

/// What `server.tls.cert_path` and `key_path` are held to.
class GivenCertificateTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    Path temp;

    private final TestClock clock = new TestClock(Instant.parse("2026-11-23T12:00:00Z"));
    private final KeyPair keys = KeyPairs.generate(RANDOM);
    private Path certificate;
    private Path key;

    @BeforeEach
    void write() throws Exception {
        certificate = temp.resolve("server.crt");
        key = temp.resolve("server.key");
        write(signed(keys), keys);
    }

    private X509Certificate signed(KeyPair pair) {
        return new SelfSigned(clock, RANDOM).certify(pair, List.of("chat.example.org"));
    }

    private void write(X509Certificate shown, KeyPair pair) throws Exception {
        Files.writeString(certificate, pem("CERTIFICATE", shown.getEncoded()));
        Files.writeString(key, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    }

    private static String pem(String type, byte[] der) {
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + type + "-----\n";
    }

    private Settings settings() {
        return new SettingsSources(Map.of(
                        "SOTTO_SERVER_TLS_CERT_PATH", certificate.toString(),
                        "SOTTO_SERVER_TLS_KEY_PATH", key.toString()))
                .read(null, temp.resolve("data"));
    }

    private GivenCertificate given() {
        return GivenCertificate.of(settings(), temp.resolve("data"), clock).orElseThrow();
    }

    private void assertRefused(String name, String why) {
        String message = String.valueOf(assertThrows(
                        StartRefusedException.class,
                        () -> StartCheck.check(settings(), temp.resolve("data"), Optional.empty(), clock))
                .getMessage());
        assertTrue(message.startsWith(name) && message.contains(why) && message.contains("(hint: "), message);
        assertFalse(Files.exists(temp.resolve("data")));
    }

    @Test
    void isShownInThePlaceOfAMadeOne() throws Exception {
        X509Certificate shown = signed(keys);
        write(shown, keys);
        ServerCertificate used = new ServerCertificate(given());
        assertEquals(shown, used.current().certificate());
        assertTrue(GivenCertificate.of(Settings.defaults(), temp, clock).isEmpty());
    }

    @Test
    void isReadAgainByARenewalOverTheSameKeyAlone() throws Exception {
        ServerCertificate used = new ServerCertificate(given());
        X509Certificate first = used.current().certificate();
        byte[] pin = used.pin();
        write(signed(keys), keys);
        used.renew();
        assertNotEquals(first, used.current().certificate());
        assertArrayEquals(pin, used.pin());
        KeyPair others = KeyPairs.generate(RANDOM);
        write(signed(others), others);
        assertThrows(StartRefusedException.class, used::renew);
        assertArrayEquals(pin, used.pin());
    }

    @Test
    void ofRsaIsRefused() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048, RANDOM);
        KeyPair rsa = generator.generateKeyPair();
        write(rsaCertificate(rsa), rsa);
        assertRefused("server.tls.cert_path", "none of p-256 or p-384 but RSA");
        write(signed(keys), rsa);
        assertRefused("server.tls.key_path", "is no unencrypted pkcs #8 key of an elliptic curve");
    }

    private X509Certificate rsaCertificate(KeyPair rsa) throws Exception {
        X500Name name = new X500Name("CN=rsa");
        Date from = Date.from(clock.instant());
        Date to = Date.from(clock.instant().plus(Duration.ofDays(9)));
        var builder = new JcaX509v3CertificateBuilder(name, BigInteger.ONE, from, to, name, rsa.getPublic());
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(rsa.getPrivate())));
    }

    @Test
    void pastItsTimeIsRefused() {
        clock.advance(SelfSigned.LIFE.plus(Duration.ofSeconds(1)));
        assertRefused("server.tls.cert_path", "is not valid at this time");
    }

    @Test
    void ofAnotherKeyIsRefused() throws Exception {
        write(signed(keys), KeyPairs.generate(RANDOM));
        assertRefused("server.tls.key_path", "does not belong to the certificate");
    }

    @Test
    void ofAChainIsRefused() throws IOException {
        Files.writeString(certificate, Files.readString(certificate).repeat(2));
        assertRefused("server.tls.cert_path", "holds 2 certificates");
    }

    @Test
    void thatIsMissingOrReadableByOthersIsRefused() throws IOException {
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        assertRefused("others can read", key.toString());
        Files.delete(key);
        assertRefused("server.tls.key_path", "is not there");
        Files.delete(certificate);
        assertRefused("server.tls.cert_path", "cannot be read");
    }
}
