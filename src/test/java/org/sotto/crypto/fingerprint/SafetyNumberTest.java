package org.sotto.crypto.fingerprint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.key.Fingerprint;

class SafetyNumberTest {
    private static final Fingerprint ALICE = filled(1);
    private static final Fingerprint BOB = filled(2);

    @Test
    void isTwelveGroupsOfFiveDigitsAndTheSameOnBothSides() {
        String text = SafetyNumber.of(ALICE, BOB).text();
        assertTrue(text.matches("\\d{5}( \\d{5}){11}"), text);
        assertEquals(text, SafetyNumber.of(BOB, ALICE).text());
        assertEquals(SafetyNumber.of(ALICE, BOB), SafetyNumber.of(BOB, ALICE));
    }

    /// The definition in section 2 of docs/protocol.md, written a second time.
    @Test
    void isTheNumberOfTheProtocol() throws NoSuchAlgorithmException {
        String alice = half(ALICE);
        String bob = half(BOB);
        String expected = alice.compareTo(bob) < 0 ? alice + bob : bob + alice;
        assertEquals(expected, SafetyNumber.of(ALICE, BOB).text().replace(" ", ""));
    }

    @Test
    void anotherPersonHasAnotherNumber() {
        Set<String> seen = new HashSet<>();
        for (int i = 2; i < 22; i++) {
            seen.add(SafetyNumber.of(ALICE, filled(i)).text());
        }
        assertEquals(20, seen.size());
        assertNotEquals(SafetyNumber.of(ALICE, BOB), SafetyNumber.of(ALICE, filled(3)));
    }

    @Test
    void theQrCodeHoldsBothFingerprintsInTheOrderOfTheDigits() throws NoSuchAlgorithmException {
        byte[] qr = SafetyNumber.of(ALICE, BOB).qr();
        boolean aliceFirst = half(ALICE).compareTo(half(BOB)) < 0;
        assertEquals(65, qr.length);
        assertEquals(1, qr[0]);
        assertArrayEquals((aliceFirst ? ALICE : BOB).bytes(), Arrays.copyOfRange(qr, 1, 33));
        assertArrayEquals((aliceFirst ? BOB : ALICE).bytes(), Arrays.copyOfRange(qr, 33, 65));
        assertArrayEquals(qr, SafetyNumber.of(BOB, ALICE).qr());
    }

    private static String half(Fingerprint owner) throws NoSuchAlgorithmException {
        MessageDigest sha = MessageDigest.getInstance("SHA-512");
        sha.update("Sotto1/safety".getBytes(StandardCharsets.US_ASCII));
        byte[] hash = sha.digest(owner.bytes());
        for (int i = 1; i <= 5200; i++) {
            sha.update(hash);
            hash = sha.digest(owner.bytes());
        }
        StringBuilder digits = new StringBuilder();
        for (int j = 0; j < 6; j++) {
            BigInteger group = new BigInteger(1, Arrays.copyOfRange(hash, 5 * j, 5 * j + 5));
            digits.append(String.format("%05d", group.mod(BigInteger.valueOf(100_000))));
        }
        return digits.toString();
    }

    private static Fingerprint filled(int value) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return new Fingerprint(bytes);
    }
}
