package org.sotto.server.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sotto.server.config.StartRefusedException;

/// What a file and variables say, and what is refused of it.
class SettingsTest {
    private static final Pattern ONE_LINE_AND_A_HINT = Pattern.compile("[a-z][^\n]+\\(hint: [^\n]+\\)");

    @TempDir
    Path temp;

    private Settings read(String json, Map<String, String> environment) throws IOException {
        Path file = Files.writeString(temp.resolve("given.json"), json);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        return new SettingsSources(environment).read(file, temp.resolve("data"));
    }

    private static String json(String path, String value) {
        String[] parts = path.split("\\.");
        StringBuilder text = new StringBuilder();
        for (String part : parts) {
            text.append("{\"").append(part).append("\":");
        }
        return text.append(value).append("}".repeat(parts.length)).toString();
    }

    private void assertRefused(String json, String... parts) {
        assertRefused(json, Map.of(), parts);
    }

    private void assertRefused(String json, Map<String, String> environment, String... parts) {
        String message = String.valueOf(assertThrows(StartRefusedException.class, () -> read(json, environment))
                .getMessage());
        assertTrue(ONE_LINE_AND_A_HINT.matcher(message).matches(), message);
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "server.bind_address|\"\"|which is no address",
                "server.bind_address|\"a b\"|which is no address",
                "server.bind_address|1|a string",
                "server.port|-1|too small",
                "server.port|65536|too large",
                "server.port|\"8443\"|a whole number",
                "server.port|8443.0|a whole number",
                "server.port|8e3|a whole number",
                "server.port|99999999999999999999|no whole number",
                "server.max_connections|0|too small",
                "server.max_connections|100001|too large",
                "server.connection_timeout_ms|999|too small",
                "server.connection_timeout_ms|300001|too large",
                "server.tls.cert_path|\"/c.crt\"|server.tls.key_path is not given",
                "server.tls.key_path|\"/c.key\"|server.tls.cert_path is not given",
                "server.tls.key_path|\"\"|no path of a file",
                "server.tls.min_version|\"TLSv1.2\"|only TLSv1.3 is taken",
                "server.tls.min_version|\"tlsv1.3\"|only TLSv1.3 is taken",
                "server.tls.cipher_suites|[]|another than the allowed ones",
                "server.tls.cipher_suites|[\"TLS_AES_128_GCM_SHA256\"]|another than the allowed ones",
                "server.tls.cipher_suites|[\"TLS_RSA_WITH_AES_128_CBC_SHA\"]|another than the allowed ones",
                "server.tls.cipher_suites|[\"TLS_AES_256_GCM_SHA384\",\"TLS_AES_256_GCM_SHA384\"]|one twice",
                "server.tls.cipher_suites|\"TLS_AES_256_GCM_SHA384\"|a list of strings",
                "server.tls.cipher_suites|[1]|a list of strings",
                "server.tls.prefer_server_cipher_suites|false|only true is taken",
                "server.tls.session_ticket_lifetime|0|too small",
                "server.tls.session_ticket_lifetime|86401|too large",
                "security.password_hashing.algorithm|\"bcrypt\"|only argon2id is taken",
                "security.password_hashing.time_cost|1|too small",
                "security.password_hashing.time_cost|5|argon2id only",
                "security.password_hashing.memory_cost|19455|too small",
                "security.password_hashing.memory_cost|131072|argon2id only",
                "security.password_hashing.parallelism|17|too large",
                "security.password_hashing.parallelism|1|argon2id only",
                "security.rate_limiting.window_size_ms|999|too small",
                "security.rate_limiting.max_requests|0|too small",
                "security.rate_limiting.max_requests|60001|more than one a millisecond",
                "security.audit_logging.enabled|false|only true is taken",
                "security.audit_logging.enabled|\"true\"|true or false",
                "security.audit_logging.log_level|\"DEBUG\"|only INFO is taken",
                "security.audit_logging.retention_days|0|too small",
                "storage.database_type|\"postgresql\"|only sqlite is taken",
                "storage.database_path|\"a?b\"|no path of a file",
                "storage.database_path|\"${x}\"|no path of a file",
                "storage.encryption.enabled|false|only true is taken",
                "storage.encryption.enabled|null|true or false",
                "storage.encryption.key_derivation|\"sha256\"|take one of",
                "storage.encryption.iterations|99999|too small",
                "storage.encryption.iterations|200000|pbkdf2 only"
            })
    void anUnsafeValueIsRefusedByItsKey(String key, String value, String why) {
        assertRefused(json(key, value), key, why);
    }

    @Test
    void whatIsNoKeyIsRefusedByItsName() {
        assertRefused("{\"server\":{\"ports\":1}}", "unknown key \"server.ports\"");
        assertRefused("{\"serve\":{}}", "unknown key \"serve\"");
        assertRefused("{\"server\":{\"port\":{\"a\":1}}}", "server.port", "a whole number");
        assertRefused("{\"server\":1}", "server has", "an object");
        assertRefused("{\"server.port\":1}", "unknown key \"server.port\"");
    }

    @Test
    void whatIsNoStrictJsonIsRefused() throws IOException {
        assertRefused("{\"server\":{},\"server\":{}}", "a key stands there twice");
        assertRefused("{} {}", "something follows");
        assertRefused("{} // done", "no strict json");
        assertRefused("{\"server\":{\"port\":08443}}", "does not parse");
        assertRefused("[]", "no json object");
        assertRefused("", "no json object");
        assertRefused(" ".repeat(70_000) + "{}", "too large");
        Path odd = Files.write(temp.resolve("odd.json"), "{\"\u00e4\":1}".getBytes(StandardCharsets.ISO_8859_1));
        String message = String.valueOf(
                assertThrows(StartRefusedException.class, () -> new SettingsSources(Map.of()).read(odd, temp))
                        .getMessage());
        assertTrue(message.contains("not in utf-8"), message);
    }

    @Test
    void aFileThatOthersCanWriteOrThatIsMissingIsRefused() throws IOException {
        Path file = Files.writeString(temp.resolve("open.json"), "{}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
        SettingsSources sources = new SettingsSources(Map.of());
        assertTrue(String.valueOf(assertThrows(StartRefusedException.class, () -> sources.read(file, temp))
                        .getMessage())
                .contains("others can write"));
        Path none = temp.resolve("none.json");
        assertTrue(String.valueOf(assertThrows(StartRefusedException.class, () -> sources.read(none, temp))
                        .getMessage())
                .contains("cannot read the settings"));
    }

    @Test
    void theFileBesideTheDataFolderIsReadWhereThereIsOne() throws IOException {
        Path data = temp.resolve("app/data");
        SettingsSources sources = new SettingsSources(Map.of());
        assertEquals(8443, sources.read(null, data).whole(SettingKey.PORT));
        Path file = SettingsSources.usual(data);
        assertEquals(temp.resolve("app/config/config.json"), file);
        Files.createDirectories(file.getParent());
        Files.writeString(file, json("server.port", "1234"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertEquals(1234, sources.read(null, data).whole(SettingKey.PORT));
    }

    @Test
    void anOptionWinsOverAVariableAndThatOverTheFile() throws IOException {
        String file = json("server.port", "1");
        Map<String, String> variable = Map.of("SOTTO_SERVER_PORT", "2");
        Map<String, String> inherited = Map.of("SOTTO_SERVER_PORT", "2", "SOTTO_PORT", "3");
        Path path = temp.resolve("given.json");
        assertEquals(1, read(file, Map.of()).whole(SettingKey.PORT));
        assertEquals(1, read(file, Map.of("SOTTO_SERVER_PORT", "")).whole(SettingKey.PORT));
        assertEquals(2, read(file, variable).whole(SettingKey.PORT));
        assertEquals(3, optioned(inherited, null).read(path, temp).whole(SettingKey.PORT));
        assertEquals(4, optioned(inherited, 4).read(path, temp).whole(SettingKey.PORT));
    }

    private static SettingsSources optioned(Map<String, String> environment, Integer port) {
        return new SettingsSources(environment).option(SettingKey.PORT, "--port", port, "SOTTO_PORT");
    }

    @Test
    void variablesAreHeldToTheSameRules() {
        assertRefused("{}", Map.of("SOTTO_SERVER_PORT", "x"), "server.port (SOTTO_SERVER_PORT) is \"x\"");
        assertRefused("{}", Map.of("SOTTO_STORAGE_ENCRYPTION_ENABLED", "false"), "storage.encryption.enabled");
        assertRefused("{}", Map.of("SOTTO_SERVER_PROT", "1"), "unknown variable \"SOTTO_SERVER_PROT\"");
        assertRefused("{}", Map.of("SOTTO_SERVER_PORT", "\u001b[2J\n"), "\"?[2J?\"");
    }

    @ParameterizedTest
    @EnumSource(SettingKey.class)
    void everyKeyIsReadFromItsVariableAndReachesTheFramework(SettingKey key) throws IOException {
        Settings settings = read("{}", Map.of(key.variable(), key.byDefault()));
        assertEquals(key.byDefault(), settings.text(key));
        assertEquals(key.byDefault(), settings.properties(temp).get(key.property()));
    }

    @Test
    void theFileOfTheOriginalDesignIsInOrder() throws IOException {
        Settings settings = read("""
                {"server": {"bind_address": "127.0.0.1", "port": 8443, "max_connections": 100,
                    "connection_timeout_ms": 30000,
                    "tls": {"cert_path": "/app/config/certs/server.crt", "key_path": "/app/config/certs/server.key",
                      "min_version": "TLSv1.3",
                      "cipher_suites": ["TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"],
                      "prefer_server_cipher_suites": true, "session_ticket_lifetime": 3600}},
                  "security": {
                    "password_hashing": {"algorithm": "argon2id", "time_cost": 4, "memory_cost": 65536, "parallelism": 2},
                    "rate_limiting": {"window_size_ms": 60000, "max_requests": 30},
                    "audit_logging": {"enabled": true, "log_level": "INFO", "retention_days": 90}},
                  "storage": {"database_type": "sqlite", "database_path": "/app/data/messenger.db",
                    "encryption": {"enabled": true, "key_derivation": "pbkdf2", "iterations": 100000}}}
                """, Map.of());
        assertEquals(100, settings.whole(SettingKey.MAX_CONNECTIONS));
        assertEquals(Path.of("/app/data/messenger.db"), settings.path(SettingKey.DATABASE, temp));
        assertEquals("/app/data/messenger.db", settings.properties(temp).get("sotto.database-file"));
    }

    @Test
    void theAuditLogAndTheBucketGetTheirs() throws IOException {
        SettingsProducers producers = new SettingsProducers();
        Settings settings = read(
                "{}",
                Map.of(
                        "SOTTO_SECURITY_AUDIT_LOGGING_RETENTION_DAYS", "7",
                        "SOTTO_SECURITY_RATE_LIMITING_WINDOW_SIZE_MS", "10000",
                        "SOTTO_SECURITY_RATE_LIMITING_MAX_REQUESTS", "5"));
        assertEquals(7, producers.audit(settings).retentionDays());
        assertEquals(90, producers.audit(Settings.defaults()).retentionDays());
        assertEquals(5, producers.strangers(settings).burst());
        assertEquals(2_000, producers.strangers(settings).interval().toMillis());
    }
}
