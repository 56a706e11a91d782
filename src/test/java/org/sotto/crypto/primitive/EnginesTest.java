package org.sotto.crypto.primitive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class EnginesTest {
    @Test
    void libsodiumIsUsedWhereItIs() {
        boolean there = Sodium.find().isPresent();
        assertEquals(there, Engines.agreement() instanceof SodiumAgreement);
        assertEquals(there, Engines.signature() instanceof SodiumSignature);
        assertEquals(there, Engines.group() instanceof SodiumGroup);
        assertEquals(there, Engines.aead() instanceof SodiumAead);
    }

    /// The library of C stands for one that has none of libsodium's functions.
    @Test
    void aLibraryThatIsMissingOrAnotherIsNotUsed() {
        assertFalse(Sodium.load("libno-such-library.so").isPresent());
        assertFalse(Sodium.load("libc.so.6").isPresent());
    }

    @Test
    void aMissingFunctionIsToldToWhoPicks() {
        assumeTrue(Sodium.find().isPresent(), "libsodium is not on this machine");
        Sodium sodium = Sodium.find().orElseThrow();
        assertNotNull(sodium.function("crypto_scalarmult", Sodium.BINARY));
        assertThrows(NoSuchElementException.class, () -> sodium.function("crypto_no_such", Sodium.BINARY));
    }
}
