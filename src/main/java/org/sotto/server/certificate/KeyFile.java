package org.sotto.server.certificate;

/// The server's secrets, each a file of 32 random bytes in the data folder.
enum KeyFile {
    /// The Ed25519 seed behind the server id.
    IDENTITY("identity.key"),
    /// The page key of the database.
    DATABASE("database.key"),
    /// What ids are MACed with before they are stored.
    PEPPER("pepper.key"),
    /// What rows are sealed with.
    STORAGE("storage.key"),
    /// What challenges are MACed with.
    CHALLENGE("challenge.key"),
    /// The inner signature of session tokens, HS256.
    TOKEN_MAC("token-mac.key"),
    /// The outer encryption of session tokens, A256GCM.
    TOKEN_ENCRYPTION("token-encryption.key");

    static final int SIZE = 32;

    final String fileName;

    KeyFile(String fileName) {
        this.fileName = fileName;
    }

    /// Whether its loss makes the database worthless, so that a new one in its place must not be made in silence.
    boolean guardsData() {
        return switch (this) {
            case IDENTITY, DATABASE, PEPPER, STORAGE -> true;
            case CHALLENGE, TOKEN_MAC, TOKEN_ENCRYPTION -> false;
        };
    }
}
