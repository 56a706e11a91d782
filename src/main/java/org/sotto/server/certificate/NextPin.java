package org.sotto.server.certificate;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.sotto.crypto.primitive.Hash;
import org.sotto.server.config.DataFolder;
import org.sotto.server.config.StartRefusedException;

/// The pin of the TLS key that will follow the present one, from `tls-next.crt` in the data folder: `GET /v1/server`
/// tells it, signed, and devices that heard of it accept that key when it comes. Read at the start.
@Singleton
public final class NextPin {
    private static final String FILE = "tls-next.crt";

    private final byte @Nullable [] pin;

    NextPin(DataFolder folder) {
        Path file = folder.resolve(FILE);
        this.pin = Files.exists(file) ? read(file) : null;
    }

    /// A file that cannot be read is refused at the start, not when somebody asks.
    void start(@Observes StartupEvent event) {}

    /// 32 bytes, or none.
    public byte @Nullable [] get() {
        return pin == null ? null : pin.clone();
    }

    private static byte[] read(Path file) {
        try {
            Collection<? extends Certificate> found = PemFiles.certificates(Files.readAllBytes(file));
            if (found.size() != 1) {
                throw new GeneralSecurityException("it holds " + found.size() + " certificates");
            }
            return Hash.sha256(found.iterator().next().getPublicKey().getEncoded());
        } catch (IOException | GeneralSecurityException e) {
            throw new StartRefusedException(
                    "the certificate of the next key, " + file
                            + ", cannot be read (hint: give one in pem, or remove it)",
                    e);
        }
    }
}
