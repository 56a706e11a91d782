package org.sotto.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sotto.crypto.key.Fingerprint;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

class ContactCardTest {
    private final HomeServer server = new HomeServer("chat.example.org", 8443, filled(1), filled(2));
    private final ContactCard card = new ContactCard(server, new Fingerprint(filled(3)), filled(4), filled(5));
    private final Invitation invitation = new Invitation(server, Arrays.copyOf(filled(6), 16));

    @Test
    void aCardSurvivesItsLine() {
        ContactCard read = ContactCard.parse(card.text());
        assertEquals(card, read);
        assertEquals("chat.example.org", read.server().host());
        assertEquals(8443, read.server().port());
        assertEquals("chat.example.org:8443", read.server().address());
        assertArrayEquals(filled(1), read.server().pin());
        assertArrayEquals(filled(2), read.server().serverId());
        assertEquals(new Fingerprint(filled(3)), read.fingerprint());
        assertArrayEquals(filled(4), read.mailbox());
        assertArrayEquals(filled(5), read.sendSecret());
    }

    @Test
    void anInvitationSurvivesItsLine() {
        Invitation read = Invitation.parse(invitation.text());
        assertEquals(invitation, read);
        assertArrayEquals(Arrays.copyOf(filled(6), 16), read.code());
        assertEquals(server, read.server());
    }

    @Test
    void aLineIsShortAndPlain() {
        assertTrue(card.text().matches("sotto:card:[A-Za-z0-9_-]+"));
        assertTrue(invitation.text().matches("sotto:invite:[A-Za-z0-9_-]+"));
        assertTrue(card.text().length() < 270, () -> "length " + card.text().length());
    }

    @Test
    void whiteSpaceAroundALineDoesNotMatter() {
        assertEquals(card, ContactCard.parse("  " + card.text() + "\r\n"));
    }

    @Test
    void aSendSecretIsNotPrinted() {
        String text = card.toString();
        assertFalse(text.contains(HexFormat.of().formatHex(filled(5))));
        assertFalse(
                text.contains(Base64.getUrlEncoder().encodeToString(filled(5)).substring(0, 20)));
    }

    @Test
    void refusesALineThatWasCutOffAnywhere() {
        String text = card.text();
        for (int length = "sotto:card:".length(); length < text.length(); length++) {
            String cut = text.substring(0, length);
            refused(Kind.BAD_CHECKSUM, () -> ContactCard.parse(cut));
        }
    }

    @Test
    void refusesALineWithOneOtherCharacterAnywhere() {
        for (String text : new String[] {card.text(), invitation.text()}) {
            for (int i = text.lastIndexOf(':') + 1; i < text.length(); i++) {
                char other = text.charAt(i) == 'A' ? 'B' : 'A';
                String altered = text.substring(0, i) + other + text.substring(i + 1);
                refused(Kind.BAD_CHECKSUM, () -> parse(altered));
            }
        }
    }

    /// The last character may hold bits that decode to nothing.
    @Test
    void refusesOtherTextsOfTheSameBytes() {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (String text : new String[] {card.text(), invitation.text()}) {
            for (int i = 0; i < alphabet.length(); i++) {
                String altered = text.substring(0, text.length() - 1) + alphabet.charAt(i);
                if (!altered.equals(text)) {
                    refused(Kind.BAD_CHECKSUM, () -> parse(altered));
                }
            }
            refused(Kind.BAD_CHECKSUM, () -> parse(text + "="));
            refused(Kind.BAD_CHECKSUM, () -> parse(text + "A"));
            refused(Kind.BAD_CHECKSUM, () -> parse(text.replace("-", "+") + "!"));
        }
    }

    @Test
    void refusesOneThingForTheOther() {
        refused(Kind.WRONG_TYPE, () -> ContactCard.parse(invitation.text()));
        refused(Kind.WRONG_TYPE, () -> Invitation.parse(card.text()));
        refused(Kind.WRONG_TYPE, () -> ContactCard.parse(""));
        refused(Kind.WRONG_TYPE, () -> ContactCard.parse("https://example.org/"));
        refused(Kind.WRONG_TYPE, () -> ContactCard.parse(card.text().substring(1)));
        String renamed = card.text().replace("sotto:card:", "sotto:invite:");
        refused(Kind.BAD_CHECKSUM, () -> Invitation.parse(renamed));
    }

    @Test
    void refusesWhatIsFarTooLong() {
        refused(Kind.BAD_CHECKSUM, () -> ContactCard.parse("sotto:card:" + "A".repeat(1 << 20)));
    }

    /// A right checksum over a wrong payload: made by a program, so each kind is told.
    @Test
    void refusesWrongPayloadsByTheirKind() {
        byte[] good = payload(1, 8443, "chat.example.org");
        assertEquals(card, ContactCard.parse(TextLink.CARD.text(good)));
        refusedPayload(Kind.WRONG_VERSION, payload(0, 8443, "chat.example.org"));
        refusedPayload(Kind.WRONG_VERSION, payload(2, 8443, "chat.example.org"));
        refusedPayload(Kind.OUT_OF_RANGE, payload(1, 0, "chat.example.org"));
        refusedPayload(Kind.OUT_OF_RANGE, payload(1, 8443, ""));
        refusedPayload(Kind.OUT_OF_RANGE, payload(1, 8443, "Chat.Example.Org"));
        refusedPayload(Kind.OUT_OF_RANGE, payload(1, 8443, "chat example"));
        refusedPayload(Kind.OUT_OF_RANGE, payload(1, 8443, "chat\u001b[31m"));
        refusedPayload(Kind.OUT_OF_RANGE, payload(1, 8443, "a".repeat(254)));
        refusedPayload(Kind.TRUNCATED, Arrays.copyOf(good, good.length - 1));
        refusedPayload(Kind.TRAILING_BYTES, Arrays.copyOf(good, good.length + 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "::1", "xn--bcher-kva.example", "my_server"})
    void takesEveryKindOfHost(String host) {
        HomeServer other = new HomeServer(host, 1, filled(1), filled(2));
        ContactCard read =
                ContactCard.parse(new ContactCard(other, new Fingerprint(filled(3)), filled(4), filled(5)).text());
        assertEquals(host, read.server().host());
    }

    @Test
    void bracketsAnIpv6Address() {
        assertEquals("[::1]:443", new HomeServer("::1", 443, filled(1), filled(2)).address());
    }

    @Test
    void refusesToMakeWhatItWouldNotRead() {
        unmade(() -> new HomeServer("", 1, filled(1), filled(2)));
        unmade(() -> new HomeServer("a b", 1, filled(1), filled(2)));
        unmade(() -> new HomeServer("a".repeat(254), 1, filled(1), filled(2)));
        unmade(() -> new HomeServer("a", 0, filled(1), filled(2)));
        unmade(() -> new HomeServer("a", 65_536, filled(1), filled(2)));
        unmade(() -> new HomeServer("a", 1, new byte[31], filled(2)));
        unmade(() -> new HomeServer("a", 1, filled(1), new byte[33]));
        unmade(() -> new ContactCard(server, new Fingerprint(filled(3)), new byte[31], filled(5)));
        unmade(() -> new ContactCard(server, new Fingerprint(filled(3)), filled(4), new byte[0]));
        unmade(() -> new Invitation(server, new byte[15]));
        new HomeServer("a".repeat(253), 65_535, filled(1), filled(2));
    }

    private static Object parse(String text) {
        return text.startsWith("sotto:card:") ? ContactCard.parse(text) : Invitation.parse(text);
    }

    private static byte[] payload(int version, int port, String host) {
        byte[] name = host.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        return new ByteWriter(256)
                .u8(version)
                .bytes(filled(1))
                .bytes(filled(2))
                .u16(port)
                .u8(name.length)
                .bytes(name)
                .bytes(filled(3))
                .bytes(filled(4))
                .bytes(filled(5))
                .toByteArray();
    }

    private static void refusedPayload(Kind kind, byte[] payload) {
        refused(kind, () -> ContactCard.parse(TextLink.CARD.text(payload)));
    }

    private static void refused(Kind kind, Runnable action) {
        assertEquals(kind, assertThrows(MalformedException.class, action::run).kind());
    }

    private static void unmade(Runnable action) {
        assertThrows(IllegalArgumentException.class, action::run);
    }

    private static byte[] filled(int value) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
