package org.sotto.crypto.key;

import java.util.ArrayList;
import java.util.List;
import org.sotto.crypto.BadSignatureException;
import org.sotto.crypto.RefusedException;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// Rotations that lead from one identity of a person to the next, each signed by both (section 2 of docs/protocol.md).
/// All of them have been checked: whoever knows the fingerprint of any identity in it needs nothing else.
///
/// Layout, 129 + 298 n bytes with 1 ≤ n ≤ 16: the first identity's record ‖ n rotations.
public final class IdentityChain {
    /// Rotations in one chain.
    public static final int MAX = 16;

    private static final String WHAT = "identity chain";

    private final IdentityRecord first;
    private final List<IdentityRotation> rotations;

    /// @throws RefusedException with WRONG_IDENTITY if one does not lead on from the one before
    /// @throws BadSignatureException if the one before did not sign it
    public IdentityChain(IdentityRecord first, List<IdentityRotation> rotations) {
        if (rotations.isEmpty() || rotations.size() > MAX) {
            throw new IllegalArgumentException(rotations.size() + " rotations in a chain");
        }
        this.first = first;
        this.rotations = List.copyOf(rotations);
        IdentityRecord present = first;
        for (IdentityRotation rotation : rotations) {
            rotation.verify(present);
            present = rotation.successor();
        }
    }

    /// @throws MalformedException if the bytes are no chain
    /// @throws RefusedException with WRONG_IDENTITY if one does not lead on from the one before
    /// @throws BadSignatureException if a signature in it does not hold
    public static IdentityChain decode(byte[] bytes) {
        if (!isSize(bytes.length)) {
            throw new MalformedException(Kind.WRONG_LENGTH, WHAT);
        }
        ByteReader in = new ByteReader(bytes, WHAT);
        IdentityRecord first = IdentityRecord.decode(in.bytes(IdentityRecord.SIZE));
        List<IdentityRotation> rotations = new ArrayList<>();
        while (in.remaining() > 0) {
            rotations.add(IdentityRotation.decode(in.bytes(IdentityRotation.SIZE)));
        }
        return new IdentityChain(first, rotations);
    }

    /// Whether a chain can have so many bytes.
    public static boolean isSize(int length) {
        int rest = length - IdentityRecord.SIZE;
        return rest > 0 && rest % IdentityRotation.SIZE == 0 && rest / IdentityRotation.SIZE <= MAX;
    }

    public byte[] encode() {
        ByteWriter out = new ByteWriter(IdentityRecord.SIZE + rotations.size() * IdentityRotation.SIZE);
        out.bytes(first.encode());
        rotations.forEach(rotation -> out.bytes(rotation.encode()));
        return out.toByteArray();
    }

    /// In order, at least one.
    public List<IdentityRotation> rotations() {
        return rotations;
    }

    /// The identity that it leads to.
    public IdentityRecord last() {
        return rotations.getLast().successor();
    }
}
