package org.sotto.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LabelTest {
    /// Which labels go into which function. Labels under different keys share a row all the same: the rule then holds
    /// whatever key two uses may have in common.
    private static final Map<String, Set<Label>> USES = Map.of(
            "start of the input of SHA-512",
            EnumSet.of(
                    Label.FINGERPRINT,
                    Label.SAFETY,
                    Label.TRANSCRIPT,
                    Label.ENVELOPE,
                    Label.SEND,
                    Label.AUTH,
                    Label.REGISTER),
            "start of the input of SHA-256",
            EnumSet.of(Label.ATTESTATION),
            "start of a message signed with Ed25519",
            EnumSet.of(Label.IDENTITY, Label.SIGNED_PREKEY, Label.ONE_TIME_PREKEY, Label.ROTATION, Label.SERVER_INFO),
            "start of the info of HKDF",
            EnumSet.of(
                    Label.HANDSHAKE,
                    Label.ROOT,
                    Label.MESSAGE,
                    Label.SEAL,
                    Label.SCKA_AUTH,
                    Label.SCKA_SECRET,
                    Label.PQ_START,
                    Label.PQ_ADD,
                    Label.PQ_NEXT,
                    Label.AUTH_NONCE,
                    Label.SLOT,
                    Label.AREA,
                    Label.DATABASE,
                    Label.AUDIT,
                    Label.BACKUP,
                    Label.SERVER_BACKUP),
            "start of the input of HMAC-SHA-256",
            EnumSet.of(Label.SCKA_EK, Label.SCKA_CT, Label.SLOT));

    @Test
    void noLabelIsAPrefixOfAnotherInTheSameFunction() {
        USES.forEach((use, labels) -> {
            for (Label one : labels) {
                for (Label other : labels) {
                    assertFalse(
                            one != other && text(other).startsWith(text(one)),
                            () -> use + ": " + text(one) + " is a prefix of " + text(other));
                }
            }
        });
    }

    /// Whoever adds a label, or uses one in another function, writes it into the table above.
    @Test
    void everyLabelStandsInTheTable() {
        Set<Label> listed = EnumSet.noneOf(Label.class);
        USES.values().forEach(listed::addAll);
        assertEquals(EnumSet.allOf(Label.class), listed);
    }

    @Test
    void labelsArePlainAndStartAlike() {
        for (Label label : Label.values()) {
            assertTrue(text(label).matches("Sotto1/[a-z]+([-/][a-z]+)*"), label::name);
        }
    }

    @Test
    void aLabelPutsItselfBeforeItsParts() {
        assertArrayEquals(
                "Sotto1/rootab".getBytes(US_ASCII),
                Label.ROOT.with("a".getBytes(US_ASCII), new byte[0], "b".getBytes(US_ASCII)));
        assertArrayEquals("Sotto1/root".getBytes(US_ASCII), Label.ROOT.with());
    }

    @Test
    void theBytesOfALabelAreTheCallersOwn() {
        Label.ROOT.bytes()[0] = 0;
        assertEquals("Sotto1/root", text(Label.ROOT));
    }

    private static String text(Label label) {
        return new String(label.bytes(), US_ASCII);
    }
}
