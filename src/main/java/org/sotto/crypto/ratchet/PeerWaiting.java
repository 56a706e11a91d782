package org.sotto.crypto.ratchet;

import java.security.SecureRandom;
import org.sotto.crypto.RefusedException;
import org.sotto.crypto.RefusedException.Reason;
import org.sotto.crypto.agreement.Role;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;

/// The responder before the initiator's first message: it cannot send.
record PeerWaiting(Authenticator authenticator) implements Scka {
    static final int CODE = 3;

    static PeerWaiting decode(ByteReader in) {
        return new PeerWaiting(Authenticator.decode(in));
    }

    @Override
    public void encode(ByteWriter out) {
        authenticator.encode(out.u8(CODE));
    }

    @Override
    public Sent send(SecureRandom random) {
        throw new RefusedException(Reason.CANNOT_SEND_YET);
    }

    @Override
    public Received receive(SckaPart part, long partEpoch) {
        return switch (part) {
            case SckaPart.EncapsulationKey key
            when partEpoch == 1 -> new Received(PeerHeard.of(1, authenticator, key), null);
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
