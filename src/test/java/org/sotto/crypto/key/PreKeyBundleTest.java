package org.sotto.crypto.key;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.sotto.support.Refusal.cut;
import static org.sotto.support.Refusal.extended;
import static org.sotto.support.Refusal.flip;
import static org.sotto.support.Refusal.malformed;
import static org.sotto.support.Refusal.replace;

import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.BadSignatureException;
import org.sotto.crypto.RefusedException;
import org.sotto.crypto.RefusedException.Reason;
import org.sotto.wire.MalformedException.Kind;

class PreKeyBundleTest {
    private static final long NOW = 1_800_000_000_000L;

    private final SecureRandom random = new SecureRandom();
    private final IdentityKeyPair bob = IdentityKeyPair.generate(random);
    private final IdentityKeyPair eve = IdentityKeyPair.generate(random);
    private final SignedPreKey signed =
            SignedPreKeyPair.generate(bob, 7, NOW, random).record();
    private final OneTimePreKey once =
            OneTimePreKeyPair.generate(bob, 9, random).record();

    private final byte[] full = PreKeyBundle.of(bob.record(), signed, once).encode();
    private final byte[] last = PreKeyBundle.of(bob.record(), signed, null).encode();

    @Test
    void hasTheLayoutOfTheProtocol() {
        assertEquals(4701, full.length);
        assertEquals(1, full[0]);
        assertArrayEquals(bob.record().encode(), Arrays.copyOfRange(full, 1, 130));
        assertArrayEquals(signed.encode(), Arrays.copyOfRange(full, 130, 3032));
        assertEquals(1, full[3032]);
        assertArrayEquals(once.encode(), Arrays.copyOfRange(full, 3033, 4701));
        assertEquals(0, last[3032]);
        assertArrayEquals(new byte[1668], Arrays.copyOfRange(last, 3033, 4701));
    }

    @Test
    void refusesWhatIsNoBundle() {
        malformed(Kind.WRONG_LENGTH, () -> PreKeyBundle.decode(cut(full)));
        malformed(Kind.WRONG_LENGTH, () -> PreKeyBundle.decode(extended(full)));
        malformed(Kind.WRONG_VERSION, () -> PreKeyBundle.decode(replace(full, 0, (byte) 2)));
        malformed(Kind.OUT_OF_RANGE, () -> PreKeyBundle.decode(replace(full, 3032, (byte) 2)));
        malformed(Kind.NON_ZERO_FILL, () -> PreKeyBundle.decode(replace(full, 3032, (byte) 0)));
        malformed(Kind.NON_ZERO_FILL, () -> PreKeyBundle.decode(replace(last, 4700, (byte) 1)));
        malformed(Kind.OUT_OF_RANGE, () -> PreKeyBundle.decode(replace(last, 3032, (byte) 1)));
        malformed(Kind.WRONG_VERSION, () -> PreKeyBundle.decode(replace(full, 1, (byte) 9)));
        malformed(Kind.WRONG_SUITE, () -> PreKeyBundle.decode(replace(full, 131, (byte) 9)));
    }

    @Test
    void aFlippedSignatureIsFoundBeforeAnythingIsUsed() {
        Fingerprint expected = bob.record().fingerprint();
        assertThrows(BadSignatureException.class, () -> PreKeyBundle.decode(flip(full, 66)));
        PreKeyBundle badSigned = PreKeyBundle.decode(flip(full, 130 + 2838));
        assertThrows(BadSignatureException.class, () -> badSigned.verify(expected, NOW));
        PreKeyBundle badOnce = PreKeyBundle.decode(flip(full, 3033 + 1604));
        assertThrows(BadSignatureException.class, () -> badOnce.verify(expected, NOW));
    }

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
