package org.sotto.support;

import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import org.sotto.crypto.agreement.Handshake;
import org.sotto.crypto.agreement.Initiation;
import org.sotto.crypto.agreement.Pqxdh;
import org.sotto.crypto.agreement.PreKeyEnvelope;
import org.sotto.crypto.key.IdentityKeyPair;
import org.sotto.crypto.key.OneTimePreKeyPair;
import org.sotto.crypto.key.PreKeyBundle;
import org.sotto.crypto.key.SignedPreKeyPair;
import org.sotto.crypto.ratchet.TripleRatchet;

/// Two people with a session between them: Alice started it from Bob's bundle. No message has passed yet.
public final class Pair {
    /// The time at which the handshake happens, milliseconds since the epoch.
    public static final long NOW = 1_795_000_000_000L;

    public final IdentityKeyPair aliceIdentity;
    public final IdentityKeyPair bobIdentity;
    public final SignedPreKeyPair bobSigned;
    public final @Nullable OneTimePreKeyPair bobOneTime;
    public final PreKeyBundle bundle;
    public final PreKeyEnvelope envelope;
    public final Party alice;
    public final Party bob;

    public Pair(SecureRandom random) {
        this(random, true);
    }

    public Pair(SecureRandom random, boolean oneTime) {
        aliceIdentity = IdentityKeyPair.generate(random);
        bobIdentity = IdentityKeyPair.generate(random);
        bobSigned = SignedPreKeyPair.generate(bobIdentity, 7, NOW, random);
        bobOneTime = oneTime ? OneTimePreKeyPair.generate(bobIdentity, 9, random) : null;
        bundle = PreKeyBundle.of(
                bobIdentity.record(), bobSigned.record(), bobOneTime == null ? null : bobOneTime.record());
        try (Initiation initiation = Pqxdh.initiate(aliceIdentity, bundle, NOW, NOW, random)) {
            envelope = initiation.envelope();
            alice = new Party(TripleRatchet.initiator(initiation.handshake(), bobSigned.record()), random);
        }
        bob = newBob(random);
    }

    /// Bob as he is before the first message arrives: also what he is again when he has lost his state.
    public Party newBob(SecureRandom random) {
        try (Handshake handshake = Pqxdh.respond(bobIdentity, envelope, bobSigned, bobOneTime, NOW)) {
            return new Party(TripleRatchet.responder(handshake, bobSigned), random);
        }
    }
}
