package org.sotto.server.settings;

import java.util.List;
import java.util.Locale;

/// Every key of `config.json`, as docs/configuration.md explains them. This table is the only one: file, environment,
/// schema, example and page are held to it.
public enum SettingKey {
    BIND_ADDRESS("server.bind_address", "127.0.0.1", new Rule.Address()),
    PORT("server.port", "8443", new Rule.Whole(0, 65_535)),
    MAX_CONNECTIONS("server.max_connections", "1000", new Rule.Whole(1, 100_000)),
    CONNECTION_TIMEOUT("server.connection_timeout_ms", "30000", new Rule.Whole(1_000, 300_000)),
    LOG_FORMAT("server.log_format", "text", new Rule.OneOf(List.of("text", "json"), "take one of text, json")),
    CERTIFICATE("server.tls.cert_path", "tls.crt", new Rule.FilePath()),
    PRIVATE_KEY("server.tls.key_path", "tls.key", new Rule.FilePath()),
    MIN_VERSION(
            "server.tls.min_version",
            "TLSv1.3",
            Rule.only("TLSv1.3", "devices are bound to the exporter of TLS 1.3, so nothing below it is spoken")),
    CIPHER_SUITES("server.tls.cipher_suites", String.join(",", TlsSuites.ALLOWED), new Rule.Names(TlsSuites.ALLOWED)),
    SERVER_ORDER(
            "server.tls.prefer_server_cipher_suites",
            "true",
            new Rule.OnlyTrue("the order of cipher_suites decides, never the client's")),
    TICKET_LIFETIME("server.tls.session_ticket_lifetime", "3600", new Rule.Whole(1, 86_400)),

    HASH_ALGORITHM(
            "security.password_hashing.algorithm",
            "argon2id",
            Rule.only("argon2id", "it is the only one that costs an attacker memory as well as time")),
    HASH_TIME("security.password_hashing.time_cost", "4", new Rule.Whole(2, 64)),
    HASH_MEMORY("security.password_hashing.memory_cost", "65536", new Rule.Whole(19_456, 1_048_576)),
    HASH_PARALLELISM("security.password_hashing.parallelism", "2", new Rule.Whole(1, 16)),
    WINDOW("security.rate_limiting.window_size_ms", "60000", new Rule.Whole(1_000, 3_600_000)),
    MAX_REQUESTS("security.rate_limiting.max_requests", "30", new Rule.Whole(1, 100_000)),
    AUDIT("security.audit_logging.enabled", "true", new Rule.OnlyTrue("security events are always written down")),
    AUDIT_LEVEL(
            "security.audit_logging.log_level",
            "INFO",
            Rule.only("INFO", "every security event is written, and there are none of another level")),
    AUDIT_RETENTION("security.audit_logging.retention_days", "90", new Rule.Whole(1, 3_650)),
    ATTESTATION(
            "security.attestation",
            "optional",
            new Rule.OneOf(List.of("optional", "required", "off"), "take one of optional, required, off")),
    ATTESTATION_ROOTS("security.attestation_roots", "attestation", new Rule.FilePath()),

    DATABASE_TYPE("storage.database_type", "sqlite", Rule.only("sqlite", "this version has no other store")),
    DATABASE("storage.database_path", "sotto.db", new Rule.FilePath()),
    ENCRYPTION("storage.encryption.enabled", "true", new Rule.OnlyTrue("the database is never written in the clear")),
    KEY_DERIVATION(
            "storage.encryption.key_derivation",
            "hkdf",
            new Rule.OneOf(List.of("hkdf", "pbkdf2", "argon2id"), "take one of hkdf, pbkdf2, argon2id")),
    ITERATIONS("storage.encryption.iterations", "100000", new Rule.Whole(100_000, 100_000_000)),
    INACTIVE_DEVICES("storage.retention.inactive_device_days", "365", new Rule.Whole(90, 3_650));

    private final String path;
    private final String byDefault;
    private final Rule rule;

    SettingKey(String path, String byDefault, Rule rule) {
        this.path = path;
        this.byDefault = byDefault;
        this.rule = rule;
    }

    /// The way through the objects of the file, with dots.
    public String path() {
        return path;
    }

    /// As text; the members of a list are separated by commas.
    public String byDefault() {
        return byDefault;
    }

    public Rule rule() {
        return rule;
    }

    /// `server.tls.cert_path` is SOTTO_SERVER_TLS_CERT_PATH.
    public String variable() {
        return "SOTTO_" + path.replace('.', '_').toUpperCase(Locale.ROOT);
    }

    /// What the key is called in the framework's configuration. Address and port bear the names of the options.
    public String property() {
        return switch (this) {
            case BIND_ADDRESS -> "sotto.host";
            case PORT -> "sotto.port";
            default -> "sotto." + path;
        };
    }
}
