package org.sotto.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sotto.client.vault.Vault;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.sqlite.EncryptedSqlite;

/// A profile that another version of the program has made: one line says so, and a hint what to do.
class ProfileVersionTest extends TwoPeople {
    @ParameterizedTest
    @CsvSource({
        "+ 1, the profile was made by a newer sotto, use that version",
        "- 1, the profile was made by an older sotto,"
                + " 'it is from before the first release: register anew in another folder'"
    })
    void anotherVersionIsRefused(String change, String message, String hint) throws SQLException {
        assertEquals("alice", alice.status().ownName(), "the control");
        inDatabase("UPDATE schema_version SET version = version " + change);
        var refused = assertThrows(ClientException.ProfileUnusable.class, alice::status);
        assertEquals(message, refused.getMessage());
        assertEquals(hint, refused.hint());
    }

    private void inDatabase(String statement) throws SQLException {
        try (Vault vault = Vault.open(alice.home(), alice.environment().passphrase(), Person.CHEAP);
                SecretBytes key = vault.databaseKey();
                Connection connection = EncryptedSqlite.open(vault.database(), key, Map.of());
                Statement run = connection.createStatement()) {
            assertEquals(1, run.executeUpdate(statement));
        }
    }
}
