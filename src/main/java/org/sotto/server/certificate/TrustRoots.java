package org.sotto.server.certificate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sotto.server.config.StartRefusedException;
import org.sotto.server.settings.AttestationPolicy;
import org.sotto.server.settings.SettingKey;
import org.sotto.server.settings.Settings;

/// The makers of authenticators that the operator trusts: certificates in PEM, in one file or in the files of a
/// folder (`security.attestation_roots`). Read at the start.
public final class TrustRoots {
    private static final Set<PosixFilePermission> WRITE_OF_OTHERS =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private final List<X509Certificate> roots;

    public TrustRoots(List<X509Certificate> roots) {
        this.roots = List.copyOf(roots);
    }

    /// None where no statement is looked at.
    ///
    /// @throws StartRefusedException if they cannot be read, or there are none and each device needs one
    static TrustRoots of(Settings settings, Path data) {
        AttestationPolicy policy = AttestationPolicy.of(settings);
        Path place = settings.path(SettingKey.ATTESTATION_ROOTS, data);
        boolean named = !settings.isDefault(SettingKey.ATTESTATION_ROOTS);
        if (policy == AttestationPolicy.OFF) {
            return new TrustRoots(List.of());
        }
        List<X509Certificate> roots = named || Files.exists(place) ? read(place) : List.of();
        if (roots.isEmpty() && (named || policy == AttestationPolicy.REQUIRED)) {
            throw refused(place, "holds no certificate", "put the makers' roots there, in pem");
        }
        return new TrustRoots(roots);
    }

    /// Those that are in their own time as well: the search for a path does not look at it.
    public Set<TrustAnchor> at(Instant time) {
        Date now = Date.from(time);
        return roots.stream()
                .filter(root -> !now.before(root.getNotBefore()) && !now.after(root.getNotAfter()))
                .map(root -> new TrustAnchor(root, null))
                .collect(Collectors.toSet());
    }

    private static List<X509Certificate> read(Path place) {
        List<X509Certificate> found = new ArrayList<>();
        try (Stream<Path> files = Files.isDirectory(place) ? Files.list(place).sorted() : Stream.of(place)) {
            for (Path file : files.toList()) {
                certificates(file).forEach(each -> found.add((X509Certificate) each));
            }
            requireOwn(place);
            return found;
        } catch (IOException e) {
            throw refused(place, "cannot be read", "a file of certificates in pem, or a folder of such files");
        }
    }

    private static Collection<? extends Certificate> certificates(Path file) throws IOException {
        requireOwn(file);
        try {
            return PemFiles.certificates(Files.readAllBytes(file));
        } catch (GeneralSecurityException e) {
            throw refused(file, "is no certificate in pem", "put certificates there, and nothing else");
        }
    }

    private static void requireOwn(Path place) throws IOException {
        if (Files.getPosixFilePermissions(place).stream().anyMatch(WRITE_OF_OTHERS::contains)) {
            throw refused(place, "others can write", "chmod go-w " + place);
        }
    }

    private static StartRefusedException refused(Path place, String what, String hint) {
        return new StartRefusedException(
                SettingKey.ATTESTATION_ROOTS.path() + " is " + place + ", which " + what + " (hint: " + hint + ")");
    }
}
