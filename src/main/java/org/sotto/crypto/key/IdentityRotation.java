package org.sotto.crypto.key;

import java.util.Arrays;
import org.sotto.crypto.BadSignatureException;
import org.sotto.crypto.Label;
import org.sotto.crypto.RefusedException;
import org.sotto.crypto.RefusedException.Reason;
import org.sotto.crypto.primitive.Ed25519;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// A person's word that one identity takes the place of another (sections 2 and 13 of docs/protocol.md). Both sign it:
/// without the new one's signature somebody could name a stranger's record as their successor. The successor's
/// signature has been checked, the predecessor's needs its record: [#verify].
///
/// Layout, 298 bytes: version 1 ‖ predecessor's fingerprint 32 ‖ successor's record 129 ‖ time 8 ‖ predecessor's
/// signature 64 ‖ successor's signature 64.
public final class IdentityRotation {
    /// Size in bytes.
    public static final int SIZE = 298;

    private static final int VERSION = 1;
    private static final int SIGNED = 170;
    private static final int SUCCESSORS = SIGNED + Ed25519.SIGNATURE;
    private static final String WHAT = "identity rotation";

    private final byte[] encoded;
    private final Fingerprint predecessor;
    private final IdentityRecord successor;
    private final long timeMs;

    private IdentityRotation(byte[] encoded) {
        ByteReader in = ByteReader.exactly(encoded, SIZE, WHAT);
        in.expect(VERSION, Kind.WRONG_VERSION);
        this.encoded = encoded;
        this.predecessor = Fingerprint.decode(in.bytes(Fingerprint.SIZE));
        this.successor = IdentityRecord.decode(in.bytes(IdentityRecord.SIZE));
        this.timeMs = in.u64();
        if (predecessor.equals(successor.fingerprint())) {
            throw new MalformedException(Kind.OUT_OF_RANGE, WHAT);
        }
        successor.verify(message(encoded), Arrays.copyOfRange(encoded, SUCCESSORS, SIZE), WHAT);
    }

    /// @param timeMs milliseconds since the epoch
    public static IdentityRotation sign(IdentityKeyPair predecessor, IdentityKeyPair successor, long timeMs) {
        ByteWriter out = new ByteWriter(SIZE)
                .u8(VERSION)
                .bytes(predecessor.record().fingerprint().bytes())
                .bytes(successor.record().encode())
                .u64(timeMs);
        byte[] message = message(out.toByteArray());
        out.bytes(predecessor.sign(message)).bytes(successor.sign(message));
        return new IdentityRotation(out.toByteArray());
    }

    /// @throws MalformedException if the bytes are not a rotation, or it names one identity twice
    /// @throws BadSignatureException if the successor did not sign it, or its record is not signed
    public static IdentityRotation decode(byte[] bytes) {
        return new IdentityRotation(bytes.clone());
    }

    /// Checks the word of the identity that goes.
    ///
    /// @throws RefusedException with WRONG_IDENTITY if another one is named
    /// @throws BadSignatureException if it did not sign this
    public void verify(IdentityRecord signer) {
        if (!signer.fingerprint().equals(predecessor)) {
            throw new RefusedException(Reason.WRONG_IDENTITY);
        }
        signer.verify(message(encoded), Arrays.copyOfRange(encoded, SIGNED, SUCCESSORS), WHAT);
    }

    public Fingerprint predecessor() {
        return predecessor;
    }

    public IdentityRecord successor() {
        return successor;
    }

    /// When it was made, milliseconds since the epoch by its maker's clock.
    public long timeMs() {
        return timeMs;
    }

    public byte[] encode() {
        return encoded.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IdentityRotation rotation && Arrays.equals(encoded, rotation.encoded);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encoded);
    }

    @Override
    public String toString() {
        return "IdentityRotation[" + predecessor + " to " + successor.fingerprint() + "]";
    }

    private static byte[] message(byte[] encoded) {
        return Label.ROTATION.with(Arrays.copyOf(encoded, SIGNED));
    }
}
