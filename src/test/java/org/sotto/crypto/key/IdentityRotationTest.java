package org.sotto.crypto.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.BadSignatureException;
import org.sotto.crypto.Label;
import org.sotto.crypto.RefusedException;
import org.sotto.crypto.RefusedException.Reason;

final class IdentityRotationTest {
    private static final long TIME = 1_800_000_000_000L;

    private final SecureRandom random = new SecureRandom();
    private final IdentityKeyPair bob = IdentityKeyPair.generate(random);
    private final IdentityKeyPair anew = IdentityKeyPair.generate(random);
    private final IdentityKeyPair eve = IdentityKeyPair.generate(random);
    private final IdentityRotation rotation = IdentityRotation.sign(bob, anew, TIME);

    @Test
    void saysWhoGoesAndWhoComes() {
        IdentityRotation read = IdentityRotation.decode(rotation.encode());
        read.verify(bob.record());
        assertEquals(298, rotation.encode().length);
        assertEquals(bob.record().fingerprint(), read.predecessor());
        assertEquals(anew.record(), read.successor());
        assertEquals(TIME, read.timeMs());
        assertEquals(rotation, read);
    }

    @Test
    void anotherIdentityDoesNotVouch() {
        RefusedException e = assertThrows(RefusedException.class, () -> rotation.verify(eve.record()));
        assertEquals(Reason.WRONG_IDENTITY, e.reason());
    }

    /// Eve names herself as Bob's successor, with her own signature in place of his.
    @Test
    void nobodySucceedsUnasked() {
        byte[] forged = IdentityRotation.sign(bob, eve, TIME).encode();
        System.arraycopy(IdentityRotation.sign(eve, anew, TIME).encode(), 170, forged, 170, 64);
        IdentityRotation read = IdentityRotation.decode(forged);
        assertThrows(BadSignatureException.class, () -> read.verify(bob.record()));
    }

    /// Bob names a stranger's record as his own next one.
    @Test
    void nobodyIsMadeASuccessorUnasked() {
        byte[] forged = IdentityRotation.sign(bob, anew, TIME).encode();
        System.arraycopy(eve.record().encode(), 0, forged, 33, IdentityRecord.SIZE);
        byte[] message = Label.ROTATION.with(Arrays.copyOf(forged, 170));
        System.arraycopy(bob.sign(message), 0, forged, 170, 64);
        assertThrows(BadSignatureException.class, () -> IdentityRotation.decode(forged));
        System.arraycopy(eve.sign(message), 0, forged, 234, 64);
        IdentityRotation.decode(forged).verify(bob.record());
    }
}
