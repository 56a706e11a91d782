package org.sotto.crypto.ratchet;

import java.security.SecureRandom;
import org.sotto.crypto.agreement.Role;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.primitive.MlKem;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;

/// The initiator before it has sent anything in epoch e: it holds no decapsulation key.
record HolderIdle(long epoch, Authenticator authenticator) implements Scka {
    static final int CODE = 1;

    static HolderIdle decode(ByteReader in) {
        return new HolderIdle(Scka.decodeEpoch(in), Authenticator.decode(in));
    }

    @Override
    public void encode(ByteWriter out) {
        authenticator.encode(out.u8(CODE).u32(epoch));
    }

    /// Makes the epoch's key pair.
    @Override
    public Sent send(SecureRandom random) {
        try (SecretBytes seed = SecretBytes.adopt(MlKem.ML_KEM_768.generateSeed(random))) {
            byte[] expanded = MlKem.ML_KEM_768.expand(SecretAccess.bytes(seed));
            byte[] key = MlKem.ML_KEM_768.publicKeyOf(expanded);
            SckaPart.EncapsulationKey part = authenticator.encapsulationKey(epoch, key);
            HolderSent next = new HolderSent(epoch, authenticator, SecretBytes.adopt(expanded), part);
            return new Sent(next, part, epoch - 1, null);
        }
    }

    @Override
    public Received receive(SckaPart part, long partEpoch) {
        return switch (part) {
            case SckaPart.EncapsulationKey _ -> throw Scka.refuse();
            case SckaPart.Ciphertext _ when partEpoch < epoch -> new Received(this, null);
            case SckaPart.Ciphertext _ -> throw Scka.refuse();
        };
    }

    @Override
    public Role role() {
        return Role.INITIATOR;
    }

    @Override
    public void close() {
        authenticator.close();
    }
}
