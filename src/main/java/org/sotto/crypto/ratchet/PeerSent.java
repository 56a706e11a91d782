package org.sotto.crypto.ratchet;

import java.security.SecureRandom;
import org.sotto.crypto.agreement.Role;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;

/// The responder once it has sent the ciphertext of epoch e; every message repeats it.
record PeerSent(long epoch, Authenticator authenticator, SckaPart.Ciphertext part) implements Scka {
    static final int CODE = 5;

    static PeerSent decode(ByteReader in) {
        return new PeerSent(Scka.decodeEpoch(in), Authenticator.decode(in), SckaPart.Ciphertext.decode(in));
    }

    @Override
    public void encode(ByteWriter out) {
        authenticator.encode(out.u8(CODE).u32(epoch));
        part.encode(out);
    }

    @Override
    public Sent send(SecureRandom random) {
        return new Sent(this, part, epoch - 1, null);
    }

    @Override
    public Received receive(SckaPart received, long partEpoch) {
        return switch (received) {
            case SckaPart.EncapsulationKey _ when partEpoch <= epoch -> new Received(this, null);
            case SckaPart.EncapsulationKey key
            when partEpoch == epoch + 1 -> new Received(PeerHeard.of(partEpoch, authenticator, key), null);
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
