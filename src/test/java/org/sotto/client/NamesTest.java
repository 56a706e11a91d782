package org.sotto.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NamesTest {
    private static final String JOSE = "Jos\u00E9";

    @ParameterizedTest
    @ValueSource(strings = {"Jose\u200D\u0301", "Jose\u034F\u0301", "\u2060Jos\u00E9\uFE0F", "\u00A0Jos\u00E9\u3000"})
    void aClaimThatLooksLikeATakenNameIsNumbered(String claim) {
        assertEquals(JOSE + "-2", Names.fromClaim(claim, Set.of(JOSE)::contains));
    }

    @ParameterizedTest
    @CsvSource({
        "Ann\u00A0Lee, Ann Lee",
        "Ann \u2003 Lee, Ann Lee",
        "[verified] ann: hi, verified ann hi",
        "--help, help",
        "'- -x', x",
        "'\u2800\u3164', unknown",
        "'::', unknown",
        "Ann-Lee, Ann-Lee"
    })
    void aClaimIsPlain(String claim, String name) {
        assertEquals(name, Names.fromClaim(claim, taken -> false));
    }

    @Test
    void aLongClaimIsCutWithRoomForANumber() {
        assertEquals("a".repeat(60) + "-2", Names.fromClaim("a".repeat(100), "a".repeat(60)::equals));
    }

    @Test
    void aChosenNameHasOneSpelling() {
        assertEquals("Jos\u00E9 Lee", Names.check(" Jose\u0301\u00A0 Lee\u2003"));
        assertThrows(ClientException.BadName.class, () -> Names.check("Jose\u200D\u0301"));
        assertThrows(ClientException.BadName.class, () -> Names.check("\u00A0"));
    }
}
