package org.sotto.crypto.ratchet;

import java.security.SecureRandom;
import org.sotto.crypto.AuthenticationFailedException;
import org.sotto.crypto.InvalidPublicKeyException;
import org.sotto.crypto.agreement.Role;
import org.sotto.crypto.primitive.Encapsulated;
import org.sotto.crypto.primitive.MlKem;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;

/// The responder once it has the encapsulation key of epoch e and has not used it yet.
///
/// @param key 1,184 bytes, authenticated and within its modulus
record PeerHeard(long epoch, Authenticator authenticator, byte[] key) implements Scka {
    static final int CODE = 4;

    /// @throws AuthenticationFailedException if the part's MAC is wrong
    /// @throws InvalidPublicKeyException if the key fails the modulus check (FIPS 203, section 7.2)
    static PeerHeard of(long epoch, Authenticator authenticator, SckaPart.EncapsulationKey part) {
        authenticator.check(part, epoch);
        MlKem.ML_KEM_768.checkPublicKey(part.key());
        return new PeerHeard(epoch, authenticator, part.key());
    }

    static PeerHeard decode(ByteReader in) {
        return new PeerHeard(
                Scka.decodeEpoch(in), Authenticator.decode(in), in.bytes(SckaPart.EncapsulationKey.KEY_SIZE));
    }

    @Override
    public void encode(ByteWriter out) {
        authenticator.encode(out.u8(CODE).u32(epoch));
        out.bytes(key);
    }

    /// Encapsulates: the only place where an epoch's secret is made.
    @Override
    public Sent send(SecureRandom random) {
        try (Encapsulated kem = MlKem.ML_KEM_768.encapsulate(key, random)) {
            EpochSecret secret = EpochSecret.derive(epoch, kem.sharedSecret());
            Authenticator updated = authenticator.update(secret);
            SckaPart.Ciphertext part = updated.ciphertext(epoch, kem.ciphertext());
            return new Sent(new PeerSent(epoch, updated, part), part, epoch - 1, secret);
        }
    }

    @Override
    public Received receive(SckaPart part, long partEpoch) {
        return switch (part) {
            case SckaPart.EncapsulationKey _ when partEpoch <= epoch -> new Received(this, null);
            case SckaPart.EncapsulationKey _ -> throw Scka.refuse();
            case SckaPart.Ciphertext _ -> throw Scka.refuse();
        };
    }

    @Override
    public Role role() {
        return Role.RESPONDER;
    }

    @Override
    public void close() {
        authenticator.close();
    }
}
