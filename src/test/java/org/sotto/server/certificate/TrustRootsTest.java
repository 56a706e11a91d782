package org.sotto.server.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sotto.server.config.StartRefusedException;
import org.sotto.server.settings.Settings;
import org.sotto.server.settings.SettingsSources;
import org.sotto.support.TestAuthenticator;

/// The makers that an operator trusts, as files.
class TrustRootsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    Path data;

    private String one;
    private String other;

    @BeforeEach
    void make() {
        one = TestAuthenticator.pem(new TestAuthenticator(NOW, Duration.ofDays(1)).root());
        other = TestAuthenticator.pem(new TestAuthenticator(NOW, Duration.ofDays(1)).root());
    }

    private TrustRoots roots(String policy, String place) {
        Map<String, String> variables = new HashMap<>();
        variables.put("SOTTO_SECURITY_ATTESTATION", policy);
        if (place != null) {
            variables.put("SOTTO_SECURITY_ATTESTATION_ROOTS", place);
        }
        Settings settings =
                new SettingsSources(variables).read(null, data.resolve("none").resolve("data"));
        return TrustRoots.of(settings, data);
    }

    private Path file(String name, String content) throws IOException {
        Path file = data.resolve(name);
        Files.createDirectories(file.getParent());
        Files.setPosixFilePermissions(file.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        return file;
    }

    private String refusal(String policy, String place) {
        return String.valueOf(assertThrows(StartRefusedException.class, () -> roots(policy, place))
                .getMessage());
    }

    @Test
    void aFileHoldsOneOrMore() throws IOException {
        file("roots.pem", one + other);
        assertEquals(2, roots("required", "roots.pem").at(NOW).size());
    }

    @Test
    void aFolderHoldsFilesAndIsLookedForInTheDataFolder() throws IOException {
        file("attestation/one.pem", one);
        file("attestation/other.crt", other);
        assertEquals(2, roots("optional", null).at(NOW).size());
        assertEquals(0, roots("off", null).at(NOW).size());
    }

    @Test
    void withoutAnyNobodyIsTrustedOrTheStartIsRefused() {
        assertEquals(0, roots("optional", null).at(NOW).size());
        assertTrue(refusal("required", null).contains("security.attestation_roots is " + data.resolve("attestation")));
        assertTrue(refusal("optional", "nowhere").contains("cannot be read"));
    }

    @Test
    void whatIsNoCertificateOrWritableByOthersIsRefused() throws IOException {
        file("empty.pem", "");
        assertTrue(refusal("optional", "empty.pem").contains("holds no certificate"));
        file("text.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertTrue(refusal("optional", "text.pem").contains("is no certificate in pem"));
        Path open = file("open.pem", one);
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-rw-r--"));
        assertTrue(refusal("optional", "open.pem").contains("others can write"));
    }

    @Test
    void placesHaveNoEffectWhereNoneIsTaken() throws IOException {
        file("roots.pem", one);
        assertTrue(refusal("off", "roots.pem").contains("which has no effect with security.attestation off"));
    }

    @Test
    void rootsCountInTheirTimeOnly() throws IOException {
        file("roots.pem", one);
        TrustRoots roots = roots("required", "roots.pem");
        assertEquals(0, roots.at(NOW.minusSeconds(1)).size());
        assertEquals(0, roots.at(NOW.plus(Duration.ofDays(31 * 365))).size());
    }
}
