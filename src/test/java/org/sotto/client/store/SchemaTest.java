package org.sotto.client.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.primitive.Hash;

/// No table changes without a new version: whoever changes one raises [Schema#VERSION], then writes both down here.
class SchemaTest {
    private static final int VERSION = 4;
    private static final String TABLES = "8cbed1675d638dc0";

    @Test
    void theTablesAreThoseOfTheirVersion() {
        assertEquals(TABLES, digest(Schema.TABLES), "the tables have changed: raise Schema.VERSION");
        assertEquals(VERSION, Schema.VERSION);
    }

    @Test
    void anotherColumnIsSeen() {
        String[] other = Schema.TABLES.clone();
        other[1] = other[1].replace("secret BLOB", "secret BLOB, more INTEGER");
        assertNotEquals(TABLES, digest(other));
    }

    private static String digest(String[] tables) {
        byte[] text =
                String.join(";", Arrays.asList(tables)).replaceAll("\\s+", " ").getBytes(UTF_8);
        return HexFormat.of().formatHex(Arrays.copyOf(Hash.sha256(text), 8));
    }
}
