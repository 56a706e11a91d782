package org.sotto.server.service;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import org.sotto.support.MovableClock;
import org.sotto.support.TestAuthenticator;

/// A server that registers only devices whose maker it trusts, on a clock that a test moves.
public final class RequiredAttestation implements QuarkusTestProfile {
    static final Instant MADE = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(1));
    static final TestAuthenticator MAKER = new TestAuthenticator(MADE, Duration.ofDays(365));

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("sotto.security.attestation", "required", "sotto.security.attestation_roots", roots().toString());
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(MovableClock.class);
    }

    private static Path roots() {
        try {
            Path file = Path.of("target", "attestation-roots.pem").toAbsolutePath();
            Files.writeString(file, TestAuthenticator.pem(MAKER.root()));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
