package org.sotto.crypto.primitive;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Against the JDK's, which takes the same bytes where they are ASCII.
class Pbkdf2Test {
    @ParameterizedTest
    @CsvSource({"password,salt,1,64", "password,salt,4096,32", "a longer one of many words,NaCl-of-16-bytes,1000,100"})
    void givesWhatTheJdkGives(String content, String salt, int iterations, int length) throws GeneralSecurityException {
        PBEKeySpec spec =
                new PBEKeySpec(content.toCharArray(), salt.getBytes(US_ASCII), iterations, Byte.SIZE * length);
        byte[] expected = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                .generateSecret(spec)
                .getEncoded();
        assertArrayEquals(
                expected, Pbkdf2.derive(content.getBytes(US_ASCII), salt.getBytes(US_ASCII), iterations, length));
    }

    @Test
    void bytesAboveAsciiCount() {
        HexFormat hex = HexFormat.of();
        String a = hex.formatHex(Pbkdf2.derive(new byte[] {(byte) 0x80}, new byte[16], 1, 32));
        String b = hex.formatHex(Pbkdf2.derive(new byte[] {(byte) 0xff}, new byte[16], 1, 32));
        assertEquals(64, a.length());
        assertEquals(false, a.equals(b));
    }

    @Test
    void aCostOfNothingIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Pbkdf2.derive(new byte[1], new byte[16], 0, 32));
    }
}
