package org.sotto.crypto.ratchet;

import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import org.sotto.crypto.AuthenticationFailedException;
import org.sotto.crypto.InvalidPublicKeyException;
import org.sotto.crypto.RefusedException;
import org.sotto.crypto.RefusedException.Reason;
import org.sotto.crypto.agreement.Handshake;
import org.sotto.crypto.agreement.Role;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// The sparse continuous key agreement: the post-quantum half of the ratchet as a table of five states, after Signal's
/// SPQR. Section 5 of docs/protocol.md.
///
/// Suite 1: whole ML-KEM-768 keys and ciphertexts, roles fixed. The initiator is the holder and makes every key pair;
/// the responder encapsulates. One round trip is one epoch. States are immutable; only they know the suite.
sealed interface Scka extends AutoCloseable permits HolderIdle, HolderSent, PeerWaiting, PeerHeard, PeerSent {

    static Scka start(Handshake handshake) {
        Authenticator authenticator = Authenticator.start(handshake.postQuantumKey());
        return switch (handshake.role()) {
            case INITIATOR -> new HolderIdle(1, authenticator);
            case RESPONDER -> new PeerWaiting(authenticator);
        };
    }

    /// @param keyEpoch KE, the epoch whose chain keys this message: always one less than the state's epoch after it
    /// @param added the secret of a new epoch, if this send made it
    record Sent(
            Scka next,
            SckaPart part,
            long keyEpoch,
            @Nullable EpochSecret added) {}

    /// @throws RefusedException CANNOT_SEND_YET for a peer that has heard nothing
    Sent send(SecureRandom random);

    /// @param added the secret of a new epoch, if this part completed it
    record Received(Scka next, @Nullable EpochSecret added) {}

    /// Takes the part of a message whose body has passed. To ignore a part is to return this state.
    ///
    /// @param epoch the part's: the message's key epoch + 1
    /// @throws RefusedException OUT_OF_ORDER for the wrong type of part or an epoch that no honest peer has reached
    /// @throws AuthenticationFailedException if the part's MAC is wrong
    /// @throws InvalidPublicKeyException for an encapsulation key outside its modulus
    Received receive(SckaPart part, long epoch);

    Role role();

    void encode(ByteWriter out);

    @Override
    void close();

    /// @throws MalformedException for another code than 1–5 or an epoch of 0
    static Scka decode(ByteReader in) {
        return switch (in.u8()) {
            case HolderIdle.CODE -> HolderIdle.decode(in);
            case HolderSent.CODE -> HolderSent.decode(in);
            case PeerWaiting.CODE -> PeerWaiting.decode(in);
            case PeerHeard.CODE -> PeerHeard.decode(in);
            case PeerSent.CODE -> PeerSent.decode(in);
            default -> throw new MalformedException(Kind.OUT_OF_RANGE, "session");
        };
    }

    static long decodeEpoch(ByteReader in) {
        long epoch = in.u32();
        if (epoch == 0) {
            throw new MalformedException(Kind.OUT_OF_RANGE, "session");
        }
        return epoch;
    }

    static RefusedException refuse() {
        return new RefusedException(Reason.OUT_OF_ORDER);
    }
}
