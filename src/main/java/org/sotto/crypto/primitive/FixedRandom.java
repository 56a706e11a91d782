package org.sotto.crypto.primitive;

import java.security.SecureRandom;

/// Hands out given bytes in order and no others: the way to a deterministic operation through an interface that wants
/// a generator. Not thread-safe.
final class FixedRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final byte[] bytes;
    private int position;

    FixedRandom(byte[] bytes) {
        super(null, null);
        this.bytes = bytes;
    }

    @Override
    public void nextBytes(byte[] out) {
        if (out.length > bytes.length - position) {
            throw new IllegalStateException("more random bytes were asked for than this operation takes");
        }
        System.arraycopy(bytes, position, out, 0, out.length);
        position += out.length;
    }

    /// Whether all bytes have been taken.
    boolean isSpent() {
        return position == bytes.length;
    }
}
