package org.sotto.crypto.ratchet;

import java.security.SecureRandom;
import org.sotto.crypto.agreement.Role;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.primitive.MlKem;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;

/// The initiator while it waits for the ciphertext of epoch e; every message repeats the encapsulation key.
final class HolderSent implements Scka {
    static final int CODE = 2;

    private final long epoch;
    private final Authenticator authenticator;
    private final SecretBytes decapsulationKey;
    private final SckaPart.EncapsulationKey part;

    /// @param decapsulationKey of FIPS 203, algorithm 16, 2,400 bytes: it is used once, and to make it again from its
    ///     seed would double the cost of that
    HolderSent(long epoch, Authenticator authenticator, SecretBytes decapsulationKey, SckaPart.EncapsulationKey part) {
        this.epoch = epoch;
        this.authenticator = authenticator;
        this.decapsulationKey = decapsulationKey;
        this.part = part;
    }

    static HolderSent decode(ByteReader in) {
        long epoch = Scka.decodeEpoch(in);
        Authenticator authenticator = Authenticator.decode(in);
        byte[] expanded = in.bytes(MlKem.ML_KEM_768.expandedSize());
        byte[] mac = in.bytes(SckaPart.MAC_SIZE);
        return new HolderSent(
                epoch,
                authenticator,
                SecretBytes.adopt(expanded),
                new SckaPart.EncapsulationKey(MlKem.ML_KEM_768.publicKeyOf(expanded), mac));
    }

    /// The part's key stands in the decapsulation key.
    @Override
    public void encode(ByteWriter out) {
        authenticator.encode(out.u8(CODE).u32(epoch));
        out.bytes(SecretAccess.bytes(decapsulationKey)).bytes(part.mac());
    }

    @Override
    public Sent send(SecureRandom random) {
        return new Sent(this, part, epoch - 1, null);
    }

    @Override
    public Received receive(SckaPart received, long partEpoch) {
        return switch (received) {
            case SckaPart.EncapsulationKey _ -> throw Scka.refuse();
            case SckaPart.Ciphertext _ when partEpoch < epoch -> new Received(this, null);
            case SckaPart.Ciphertext ciphertext when partEpoch == epoch -> complete(ciphertext);
            case SckaPart.Ciphertext _ -> throw Scka.refuse();
        };
    }

    /// The MAC is under the key *after* the update: only who knows the epoch's secret can make it.
    private Received complete(SckaPart.Ciphertext ciphertext) {
        byte[] shared = MlKem.ML_KEM_768.decapsulateExpanded(SecretAccess.bytes(decapsulationKey), ciphertext.key());
        EpochSecret secret = EpochSecret.derive(epoch, shared);
        Authenticator updated = authenticator.update(secret);
        updated.check(ciphertext, epoch);
        return new Received(new HolderIdle(epoch + 1, updated), secret);
    }

    long epoch() {
        return epoch;
    }

    SecretBytes decapsulationKey() {
        return decapsulationKey;
    }

    /// What every message of this state repeats.
    SckaPart.EncapsulationKey part() {
        return part;
    }

    @Override
    public Role role() {
        return Role.INITIATOR;
    }

    @Override
    public void close() {
        authenticator.close();
        decapsulationKey.close();
    }
}
