package org.sotto.server.certificate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.CertificateParsingException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sotto.crypto.Label;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.primitive.Hkdf;
import org.sotto.server.config.DataFolder;
import org.sotto.server.config.SottoConfig;
import org.sotto.server.config.StartRefusedException;
import org.sotto.support.TestClock;

/// What the first start makes, and what later ones refuse.
class FirstStartTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern ONE_LINE_AND_A_HINT =
            Pattern.compile("(a |the |cannot |others |another )[^\n]+\\(hint: [^\n]+\\)");

    @TempDir
    Path temp;

    private Path data() {
        return temp.resolve("data");
    }

    private static void assertRefused(String part, Runnable start) {
        String message = String.valueOf(
                assertThrows(StartRefusedException.class, start::run).getMessage());
        assertTrue(message.contains(part), message);
        assertTrue(
                ONE_LINE_AND_A_HINT.matcher(message).matches() || message.endsWith("this user may write?)"), message);
    }

    private record Settings(Path data, String host, Optional<String> publicAddress) implements SottoConfig {
        @Override
        public Optional<Path> databaseKeyFile() {
            return Optional.empty();
        }

        @Override
        public String mode() {
            return "standalone";
        }

        @Override
        public int port() {
            return 8443;
        }

        @Override
        public int managementPort() {
            return 0;
        }

        @Override
        public String name() {
            return "Sotto";
        }
    }

    private ServerCertificate certificate(DataFolder folder, Clock clock, String publicAddress) {
        return new ServerCertificate(
                folder, new Settings(data(), "127.0.0.1", Optional.ofNullable(publicAddress)), clock, RANDOM);
    }

    @Nested
    class Folder {
        @Test
        void isMadeForItsOwnerAlone() throws IOException {
            try (DataFolder folder = DataFolder.open(data())) {
                assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data())));
                assertTrue(Files.exists(folder.resolve("lock")));
            }
        }

        @Test
        void thatOthersMayEnterIsRefused() throws IOException {
            Files.createDirectory(
                    data(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));
            assertRefused("others may enter", () -> DataFolder.open(data()));
        }

        @Test
        void ofARunningServerIsRefused() {
            try (DataFolder first = DataFolder.open(data())) {
                assertRefused("another server is running", () -> DataFolder.open(data()));
                assertTrue(Files.exists(first.resolve("lock")));
            }
            DataFolder.open(data()).close();
        }

        @Test
        void thatIsAFileIsRefused() throws IOException {
            Files.createFile(data());
            assertRefused("cannot use the data folder", () -> DataFolder.open(data()));
        }
    }

    @Nested
    class Keys {
        @Test
        void areMadeOnceAndStay() throws IOException {
            byte[] id;
            try (DataFolder folder = DataFolder.open(data());
                    ServerKeys keys = ServerKeys.open(folder, Optional.empty(), RANDOM)) {
                id = keys.serverId();
                for (KeyFile each : KeyFile.values()) {
                    Path file = folder.resolve(each.fileName);
                    assertEquals(32, Files.size(file));
                    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
                }
            }
            try (DataFolder folder = DataFolder.open(data());
                    ServerKeys keys = ServerKeys.open(folder, Optional.empty(), RANDOM)) {
                assertArrayEquals(id, keys.serverId());
            }
        }

        @Test
        void thatGuardDataAreNotMadeAgainBesideADatabase() throws IOException {
            try (DataFolder folder = DataFolder.open(data())) {
                ServerKeys.open(folder, Optional.empty(), RANDOM).close();
                Files.createFile(folder.resolve("sotto.db"));
                for (KeyFile each : KeyFile.values()) {
                    Path file = folder.resolve(each.fileName);
                    byte[] kept = Files.readAllBytes(file);
                    Files.delete(file);
                    if (each.guardsData()) {
                        assertRefused("is missing", () -> ServerKeys.open(folder, Optional.empty(), RANDOM));
                        org.sotto.server.config.PrivateFiles.write(file, kept);
                    } else {
                        ServerKeys.open(folder, Optional.empty(), RANDOM).close();
                        assertTrue(Files.exists(file));
                    }
                }
            }
        }

        @Test
        void ofTheDatabaseComesOutOfAFileElsewhere() throws IOException {
            Path file = Files.writeString(temp.resolve("db_key.enc"), "0123456789".repeat(8));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            try (DataFolder folder = DataFolder.open(data())) {
                try (ServerKeys keys = ServerKeys.open(folder, Optional.of(file), RANDOM)) {
                    byte[] expected = Hkdf.derive(null, Files.readAllBytes(file), Label.DATABASE.bytes(), 32);
                    assertArrayEquals(expected, SecretAccess.bytes(keys.database()));
                }
                assertFalse(Files.exists(folder.resolve(KeyFile.DATABASE.fileName)));
                Files.writeString(file, "0".repeat(31));
                assertRefused("has only 31 bytes", () -> ServerKeys.open(folder, Optional.of(file), RANDOM));
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
                assertRefused("others can read", () -> ServerKeys.open(folder, Optional.of(file), RANDOM));
                Files.delete(file);
                assertRefused("cannot read", () -> ServerKeys.open(folder, Optional.of(file), RANDOM));
            }
        }

        @Test
        void thatAreCutOffOrReadableByOthersAreRefused() throws IOException {
            try (DataFolder folder = DataFolder.open(data())) {
                ServerKeys.open(folder, Optional.empty(), RANDOM).close();
                Path pepper = folder.resolve("pepper.key");
                Files.write(pepper, new byte[31]);
                assertRefused("is damaged", () -> ServerKeys.open(folder, Optional.empty(), RANDOM));
                Files.write(pepper, new byte[32]);
                Files.setPosixFilePermissions(pepper, PosixFilePermissions.fromString("rw-r-----"));
                assertRefused("others can read", () -> ServerKeys.open(folder, Optional.empty(), RANDOM));
            }
        }
    }

    @Nested
    class Certificate {
        private final TestClock clock = new TestClock(Instant.parse("2026-11-23T12:00:00Z"));

        @Test
        void namesTheLoopbackAndThePublicAddress() throws CertificateParsingException {
            try (DataFolder folder = DataFolder.open(data())) {
                var made = certificate(folder, clock, "chat.example.org:443")
                        .current()
                        .certificate();
                List<String> names = made.getSubjectAlternativeNames().stream()
                        .map(name -> String.valueOf(name.get(1)))
                        .toList();
                assertTrue(names.containsAll(List.of("localhost", "127.0.0.1", "chat.example.org")), names.toString());
                assertEquals("EC", made.getPublicKey().getAlgorithm());
            }
        }

        @Test
        void staysUntilAMonthIsLeftAndIsRenewedWithItsKey() {
            try (DataFolder folder = DataFolder.open(data())) {
                ServerCertificate first = certificate(folder, clock, null);
                clock.advance(SelfSigned.LIFE.minus(Duration.ofDays(31)));
                ServerCertificate second = certificate(folder, clock, null);
                assertEquals(first.notAfter(), second.notAfter());
                clock.advance(Duration.ofDays(2));
                ServerCertificate third = certificate(folder, clock, null);
                assertNotEquals(first.notAfter(), third.notAfter());
                assertArrayEquals(first.pin(), third.pin());
            }
        }

        @Test
        void isRenewedWhenTheAddressIsNew() {
            try (DataFolder folder = DataFolder.open(data())) {
                ServerCertificate first = certificate(folder, clock, null);
                ServerCertificate second = certificate(folder, clock, "chat.example.org");
                assertNotEquals(first.current().certificate(), second.current().certificate());
                assertArrayEquals(first.pin(), second.pin());
                assertEquals(
                        second.current().certificate(),
                        certificate(folder, clock, "chat.example.org").current().certificate());
            }
        }

        @Test
        void whoseKeyIsUnreadableOrLostIsRefused() throws IOException {
            try (DataFolder folder = DataFolder.open(data())) {
                certificate(folder, clock, null);
                Path key = folder.resolve("tls.key");
                byte[] good = Files.readAllBytes(key);
                Files.writeString(key, "-----BEGIN PRIVATE KEY-----\nnonsense\n-----END PRIVATE KEY-----\n");
                assertRefused("cannot be used", () -> certificate(folder, clock, null));
                Files.write(key, good);
                Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
                assertRefused("others can read", () -> certificate(folder, clock, null));
                Files.delete(key);
                Files.createFile(folder.resolve("sotto.db"));
                assertRefused("is missing", () -> certificate(folder, clock, null));
            }
        }

        @Test
        void ofAFirstStartThatWasCutOffIsMadeAnewWithItsKey() throws IOException {
            try (DataFolder folder = DataFolder.open(data())) {
                ServerCertificate lost = certificate(folder, clock, null);
                Files.delete(folder.resolve("tls.key")); // the certificate is written first
                ServerCertificate made = certificate(folder, clock, null);
                assertFalse(Arrays.equals(lost.pin(), made.pin()));
                assertArrayEquals(made.pin(), certificate(folder, clock, null).pin());
            }
        }

        @Test
        void ofAnotherKeyIsRefused() throws IOException {
            byte[] stranger;
            try (DataFolder folder = DataFolder.open(temp.resolve("other"))) {
                certificate(folder, clock, null);
                stranger = Files.readAllBytes(folder.resolve("tls.key"));
            }
            try (DataFolder folder = DataFolder.open(data())) {
                certificate(folder, clock, null);
                Files.write(folder.resolve("tls.key"), stranger);
                assertRefused("cannot be used", () -> certificate(folder, clock, null));
            }
        }
    }
}
