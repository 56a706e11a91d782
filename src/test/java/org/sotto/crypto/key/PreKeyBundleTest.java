package org.sotto.crypto.key;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.BadSignatureException;
import org.sotto.crypto.RefusedException;
import org.sotto.crypto.RefusedException.Reason;

class PreKeyBundleTest {
    private static final long NOW = 1_800_000_000_000L;

    private final SecureRandom random = new SecureRandom();
    private final IdentityKeyPair bob = IdentityKeyPair.generate(random);
    private final IdentityKeyPair eve = IdentityKeyPair.generate(random);
    private final SignedPreKey signed =
            SignedPreKeyPair.generate(bob, 7, NOW, random).record();
    private final OneTimePreKey once =
            OneTimePreKeyPair.generate(bob, 9, random).record();

    @Test
    void bothFormsSurviveTheWireAndHaveOneSize() {
        PreKeyBundle full =
                PreKeyBundle.decode(PreKeyBundle.of(bob.record(), signed, once).encode());
        PreKeyBundle last =
                PreKeyBundle.decode(PreKeyBundle.of(bob.record(), signed, null).encode());
        assertEquals(PreKeyBundle.SIZE, full.encode().length);
        assertEquals(PreKeyBundle.SIZE, last.encode().length);
        assertArrayEquals(once.encode(), full.oneTimePreKey().encode());
        assertNull(last.oneTimePreKey());
        full.verify(bob.record().fingerprint(), NOW);
        last.verify(bob.record().fingerprint(), NOW);
    }

    @Test
    void refusesAnotherIdentitysBundle() {
        PreKeyBundle bundle = PreKeyBundle.of(bob.record(), signed, once);
        refused(Reason.WRONG_IDENTITY, () -> bundle.verify(eve.record().fingerprint(), NOW));
    }

    @Test
    void refusesPrekeysThatSomebodyElseSigned() {
        SignedPreKey evesSigned = SignedPreKeyPair.generate(eve, 7, NOW, random).record();
        OneTimePreKey evesOnce = OneTimePreKeyPair.generate(eve, 9, random).record();
        Fingerprint expected = bob.record().fingerprint();
        assertThrows(
                BadSignatureException.class,
                () -> PreKeyBundle.of(bob.record(), evesSigned, null).verify(expected, NOW));
        assertThrows(
                BadSignatureException.class,
                () -> PreKeyBundle.of(bob.record(), signed, evesOnce).verify(expected, NOW));
    }

    @Test
    void refusesDatesBeyondTheSlack() {
        PreKeyBundle bundle = PreKeyBundle.of(bob.record(), signed, once);
        Fingerprint expected = bob.record().fingerprint();
        long slack = 600_000;
        long end = NOW + 21L * 86_400_000;
        bundle.verify(expected, NOW - slack);
        bundle.verify(expected, end + slack);
        refused(Reason.NOT_YET_VALID, () -> bundle.verify(expected, NOW - slack - 1));
        refused(Reason.EXPIRED, () -> bundle.verify(expected, end + slack + 1));
    }

    private static void refused(Reason reason, Runnable action) {
        assertEquals(reason, assertThrows(RefusedException.class, action::run).reason());
    }
}
