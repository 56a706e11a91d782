package org.sotto.support;

import org.jspecify.annotations.Nullable;
import org.sotto.crypto.key.IdentityKeyPair;
import org.sotto.crypto.key.OneTimePreKeyPair;
import org.sotto.crypto.key.PreKeyBundle;
import org.sotto.crypto.key.SignedPreKeyPair;
import org.sotto.wire.ByteWriter;

/// The two people of the test vectors: Alice writes to Bob.
public final class VectorPeople {
    public final Vectors handshake = Vectors.of("handshake.json");
    public final IdentityKeyPair alice = identity("alice");
    public final IdentityKeyPair bob = identity("bob");
    public final SignedPreKeyPair signed = signed(handshake.in("signed_prekey"));
    public final OneTimePreKeyPair oneTime = oneTime(handshake.in("one_time_prekey"));

    public PreKeyBundle bundle(boolean withOneTime) {
        return PreKeyBundle.of(bob.record(), signed.record(), withOneTime ? oneTime.record() : null);
    }

    public @Nullable OneTimePreKeyPair used(boolean withOneTime) {
        return withOneTime ? oneTime : null;
    }

    /// The values of one form of the handshake.
    public Vectors form(boolean withOneTime) {
        return handshake.in(withOneTime ? "one_time" : "last_resort");
    }

    private static IdentityKeyPair identity(String name) {
        return identity(Vectors.of("identity.json").in(name));
    }

    /// The identity that Alice takes later.
    public static IdentityKeyPair aliceAnew() {
        return identity(Vectors.of("rotation.json").in("successor"));
    }

    private static IdentityKeyPair identity(Vectors person) {
        return IdentityKeyPair.decode(new ByteWriter(65)
                .u8(1)
                .bytes(person.bytes("signing_seed"))
                .bytes(person.bytes("agreement_private"))
                .toByteArray());
    }

    private SignedPreKeyPair signed(Vectors key) {
        ScriptedRandom random = key.draws("x25519_private", "kem_seed", "seal_seed");
        SignedPreKeyPair pair = SignedPreKeyPair.generate(bob, key.number("id"), key.number("created_ms"), random);
        random.assertSpent();
        return pair;
    }

    private OneTimePreKeyPair oneTime(Vectors key) {
        ScriptedRandom random = key.draws("x25519_private", "kem_seed");
        OneTimePreKeyPair pair = OneTimePreKeyPair.generate(bob, key.number("id"), random);
        random.assertSpent();
        return pair;
    }
}
