package org.sotto.crypto.key;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sotto.support.Secrets;

final class SecretBytesTest {
    private final byte[] array = {1, 2, 3, 4, 5, 6};
    private final SecretBytes secret = SecretBytes.adopt(array);

    @Test
    void closingOverwritesTheArrayAndRefusesItsUse() {
        secret.close();
        assertArrayEquals(new byte[6], array);
        assertThrows(IllegalStateException.class, secret::bytes);
    }

    @Test
    void splittingGivesThePartsInOrderAndWipesTheWhole() {
        List<SecretBytes> parts = secret.split(2);
        assertEquals(3, parts.size());
        assertArrayEquals(new byte[] {1, 2}, parts.get(0).bytes());
        assertArrayEquals(new byte[] {3, 4}, parts.get(1).bytes());
        assertArrayEquals(new byte[] {5, 6}, parts.get(2).bytes());
        assertArrayEquals(new byte[6], array);
        assertThrows(IllegalStateException.class, secret::bytes);
    }

    @Test
    void nothingIsLeftOverWhenItIsSplit() {
        assertThrows(IllegalArgumentException.class, () -> secret.split(4));
        assertArrayEquals(new byte[] {1, 2, 3, 4, 5, 6}, secret.bytes());
    }

    @Test
    void joiningKeepsTheOrderAndTheParts() {
        SecretBytes other = SecretBytes.copyOf(new byte[] {7});
        assertArrayEquals(
                new byte[] {1, 2, 3, 4, 5, 6, 7},
                SecretBytes.concat(secret, other).bytes());
        Secrets.reachableFrom(secret, other).assertAlive();
    }
}
