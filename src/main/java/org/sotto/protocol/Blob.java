package org.sotto.protocol;

import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// The unit that a server stores. Its first byte and its length are all that a server looks at.
public final class Blob {
    /// The largest blob in bytes.
    public static final int MAX_SIZE = SizeClass.MAX;

    /// The two kinds of blob.
    public enum Type {
        /// A ratchet message, 1,337 + L bytes; without its header key it is random bytes.
        ORDINARY(1),
        /// A prekey envelope and a ratchet message, sealed to a signed prekey, 4,225 + L bytes.
        FIRST(2);

        private final int code;

        Type(int code) {
            this.code = code;
        }

        /// The first byte of the blob.
        public int code() {
            return code;
        }
    }

    private Blob() {}

    /// @throws MalformedException for an empty blob or another first byte
    public static Type type(byte[] blob) {
        if (blob.length == 0) {
            throw new MalformedException(Kind.TRUNCATED, "blob");
        }
        return switch (blob[0]) {
            case 1 -> Type.ORDINARY;
            case 2 -> Type.FIRST;
            default -> throw new MalformedException(Kind.WRONG_TYPE, "blob");
        };
    }

    /// Whether an honest client makes blobs of this size: 2,048 (ordinary only), 5,120, 11,136, or a Padmé size up to
    /// 1,114,112. The server refuses every other.
    public static boolean validSize(Type type, int length) {
        return SizeClass.allowed(length, type == Type.FIRST);
    }
}
