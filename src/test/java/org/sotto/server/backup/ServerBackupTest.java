package org.sotto.server.backup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sotto.crypto.Label;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.primitive.Hkdf;
import org.sotto.server.config.DataFolder;
import org.sotto.server.config.StartRefusedException;
import org.sotto.server.repository.OfflineDatabase;
import org.sotto.server.repository.TableContents;
import org.sotto.server.service.Refusal;
import org.sotto.server.service.RefusedRequest;
import org.sotto.server.settings.Settings;
import org.sotto.support.TestServer;

/// A backup of the running server, and what becomes of one. `OperationsIT` starts a server on a restored one.
@QuarkusTest
class ServerBackupTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    Path temp;

    private final TestServer server;
    private final ServerBackup backup;
    private Path file;

    ServerBackupTest(TestServer server, ServerBackup backup) {
        this.server = server;
        this.backup = backup;
    }

    @BeforeEach
    void make() throws IOException {
        server.registered();
        server.invitationCode();
        file = temp.resolve("backup");
        try (SecretBytes passphrase = passphrase("right");
                BackupKey key = BackupKey.fresh(passphrase, RANDOM)) {
            BackupTarget.write(file, key, to -> backup.write(key, to));
        }
    }

    private static SecretBytes passphrase(String text) {
        return SecretBytes.adopt(text.getBytes(StandardCharsets.UTF_8));
    }

    private Path restore(Path from) {
        Path data = temp.resolve("restored");
        try (SecretBytes passphrase = passphrase("right")) {
            new Restore(data, Settings.defaults(), Optional.empty(), Optional.empty()).run(from, passphrase, RANDOM);
        }
        return data;
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.map(each -> each.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    @Test
    void comesBackWithEveryFileAndNothingThatWorksOnce() throws IOException {
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        Path data = restore(file);
        for (String name : List.of("identity.key", "pepper.key", "storage.key", "database.key", "tls.key", "tls.crt")) {
            assertArrayEquals(Files.readAllBytes(server.data(name)), Files.readAllBytes(data.resolve(name)), name);
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(name))),
                    name);
        }
        assertFalse(names(data).contains(DataFolder.UNFINISHED));
        List<TableContents> tables = OfflineDatabase.tables(data, RANDOM);
        assertTrue(rows(tables, "registered_devices") > 0);
        assertTrue(rows(tables, "audit_log") > 0);
        assertEquals(0, rows(tables, "invitations"));
        assertFalse(Files.exists(server.data("backup.db.new")), "the copy was left behind");
    }

    private static long rows(List<TableContents> tables, String name) {
        return tables.stream()
                .filter(table -> table.name().equals(name))
                .mapToLong(TableContents::rows)
                .sum();
    }

    @Test
    void holdsNothingInTheClear() throws IOException {
        String all = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertFalse(all.contains("SQLite format"));
        assertFalse(all.contains("BEGIN PRIVATE KEY"));
        assertFalse(all.contains("identity.key"));
        assertTrue(all.startsWith("SottoSB"), "the control: text is found");
    }

    @Test
    void thatIsDamagedOrAnothersLeavesNothingBehind() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Path damaged = temp.resolve("damaged");
        byte[] changed = whole.clone();
        changed[whole.length / 2] ^= 1;
        for (byte[] bytes : List.of(Arrays.copyOf(whole, whole.length / 2), changed)) {
            Files.write(damaged, bytes);
            RestoreRefusedException refused = assertThrows(RestoreRefusedException.class, () -> restore(damaged));
            assertTrue(String.valueOf(refused.getMessage()).startsWith("the backup is damaged"), refused.getMessage());
            assertFalse(Files.exists(temp.resolve("restored")));
        }
        Restore restore =
                new Restore(temp.resolve("restored"), Settings.defaults(), Optional.empty(), Optional.empty());
        try (SecretBytes wrong = passphrase("wrong")) {
            assertTrue(assertThrows(RestoreRefusedException.class, () -> restore.run(file, wrong, RANDOM))
                    .isWrongPassphrase());
        }
        assertFalse(Files.exists(temp.resolve("restored")));
    }

    @Test
    void withoutTheServersOwnKeyFileLeavesNothingBehind() throws IOException {
        Path other = Files.write(temp.resolve("other.key"), new byte[40]);
        Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rw-------"));
        Restore restore =
                new Restore(temp.resolve("restored"), Settings.defaults(), Optional.of(other), Optional.empty());
        try (SecretBytes passphrase = passphrase("right")) {
            StartRefusedException refused =
                    assertThrows(StartRefusedException.class, () -> restore.run(file, passphrase, RANDOM));
            assertTrue(String.valueOf(refused.getMessage()).contains("does not open with this key"));
        }
        assertFalse(Files.exists(temp.resolve("restored")));
    }

    @Test
    void comesUnderAnotherKeyFileOrLeavesNothingBehind() throws Exception {
        Path data = temp.resolve("restored");
        Path fresh = Files.write(temp.resolve("fresh.key"), new byte[40]);
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
        Path weak = Files.write(temp.resolve("weak.key"), new byte[8]);
        Files.setPosixFilePermissions(weak, PosixFilePermissions.fromString("rw-------"));
        try (SecretBytes passphrase = passphrase("right")) {
            Restore refused = new Restore(data, Settings.defaults(), Optional.empty(), Optional.of(weak));
            assertThrows(StartRefusedException.class, () -> refused.run(file, passphrase, RANDOM));
            assertFalse(Files.exists(data));
            new Restore(data, Settings.defaults(), Optional.empty(), Optional.of(fresh)).run(file, passphrase, RANDOM);
        }
        assertFalse(Files.exists(data.resolve("database.key")));
        Files.copy(server.data("database.key"), data.resolve("database.key"));
        assertThrows(IllegalStateException.class, () -> OfflineDatabase.tables(data, RANDOM), "the old key");
        byte[] raw = Hkdf.derive(null, new byte[40], Label.DATABASE.bytes(), 32);
        Files.write(data.resolve("database.key"), raw);
        assertTrue(rows(OfflineDatabase.tables(data, RANDOM), "registered_devices") > 0);
    }

    @Test
    void isNotedWithItsTimeWhenItIsWhole() throws IOException {
        Instant made =
                Instant.parse(Files.readString(server.data("backup.time")).strip());
        assertTrue(Duration.between(made, Instant.now()).abs().toMinutes() < 5, made.toString());
        Files.delete(server.data("backup.time"));
        try (BackupKey key = BackupKey.decode(new byte[BackupKey.ENCODED])) {
            OutputStream full = new OutputStream() {
                @Override
                public void write(int value) throws IOException {
                    throw new IOException("full");
                }
            };
            assertThrows(IOException.class, () -> backup.write(key, full));
            assertFalse(Files.exists(server.data("backup.time")));
            backup.write(key, new ByteArrayOutputStream());
        }
        assertTrue(Files.exists(server.data("backup.time")));
    }

    @Test
    void goesIntoAnEmptyFolderAlone() throws IOException {
        Path data = Files.createDirectory(
                temp.resolve("restored"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path there = Files.writeString(data.resolve("there"), "before");
        assertThrows(RestoreRefusedException.class, () -> restore(file));
        assertEquals(Set.of("there"), names(data));
        Files.delete(there);
        restore(file);
        assertThrows(RestoreRefusedException.class, () -> restore(file), "it is not empty any more");
    }

    @Test
    void aFolderThatWasRestoredInPartStartsNoServer() throws IOException {
        Path data = restore(file);
        Files.createFile(data.resolve(DataFolder.UNFINISHED));
        StartRefusedException refused = assertThrows(StartRefusedException.class, () -> DataFolder.open(data));
        assertTrue(String.valueOf(refused.getMessage()).contains("in part only"));
    }

    @Test
    void anotherOneAtTheSameTimeIsRefused() throws IOException {
        try (BackupKey key = BackupKey.decode(new byte[BackupKey.ENCODED])) {
            backup.write(key, new OutputStream() {
                private boolean asked;

                @Override
                public void write(int value) {}

                @Override
                public void write(byte[] bytes, int offset, int length) {
                    if (!asked) {
                        asked = true;
                        refusedElsewhere(key);
                    }
                }
            });
        }
    }

    private void refusedElsewhere(BackupKey key) {
        RefusedRequest[] refused = new RefusedRequest[1];
        Thread other = Thread.ofPlatform()
                .start(() -> refused[0] =
                        assertThrows(RefusedRequest.class, () -> backup.write(key, new ByteArrayOutputStream())));
        try {
            other.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertInstanceOf(Refusal.Unavailable.class, refused[0].refusal());
    }

    @Test
    void aFileThatIsThereIsNotReplacedAndOneThatBreaksOffIsNotLeft() throws IOException {
        byte[] before = Files.readAllBytes(file);
        try (BackupKey key = BackupKey.decode(new byte[BackupKey.ENCODED])) {
            assertThrows(RestoreRefusedException.class, () -> BackupTarget.write(file, key, to -> to.write(1)));
            assertArrayEquals(before, Files.readAllBytes(file));
            Path broken = temp.resolve("broken");
            assertThrows(
                    RestoreRefusedException.class,
                    () -> BackupTarget.write(broken, key, to -> to.write(new byte[BackupKey.HEAD + 100])));
            assertEquals(Set.of("backup"), names(temp));
        }
    }
}
