package org.sotto.crypto.agreement;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.support.Pair;
import org.sotto.support.Secrets;
import org.sotto.support.SeededRandom;

/// What a handshake derives is overwritten when it is closed, and what it takes in at once.
final class WipedHandshakeTest {
    private final SeededRandom random = new SeededRandom(8);
    private final Pair pair = new Pair(random);

    @Test
    void theFourKeysOfTheInitiator() {
        Initiation initiation = Pqxdh.initiate(pair.aliceIdentity, pair.bundle, Pair.NOW, Pair.NOW, random);
        Secrets keys = Secrets.reachableFrom(initiation);
        assertEquals(4, keys.count());
        initiation.close();
        keys.assertWiped();
    }

    @Test
    void theFourKeysOfTheResponder() {
        Handshake handshake = Pqxdh.respond(pair.bobIdentity, pair.envelope, pair.bobSigned, pair.bobOneTime, Pair.NOW);
        Secrets keys = Secrets.reachableFrom(handshake);
        assertEquals(4, keys.count());
        handshake.close();
        keys.assertWiped();
    }

    @Test
    void aSecretThatTheMaterialTakesIn() {
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) 5);
        try (SecretBytes material = new SharedSecrets().add(secret).take()) {
            assertEquals(64, material.length());
            Secrets.reachableFrom(material).assertAlive();
        }
        assertArrayEquals(new byte[32], secret);
    }
}
