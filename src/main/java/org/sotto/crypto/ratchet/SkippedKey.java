package org.sotto.crypto.ratchet;

import org.sotto.crypto.key.SecretBytes;

/// The key of one message that has not arrived yet: a row of its own in the store, beside the session and not in its
/// bytes. Section 4 of docs/protocol.md.
///
/// When a row was stored is the store's business; it deletes a row when a [SkippedKeyChanges] names its id.
public final class SkippedKey implements AutoCloseable {
    /// Size of the key in bytes.
    public static final int SIZE = 32;

    /// Which half of the message key it is.
    public enum Kind {
        /// From a chain of the double ratchet.
        CLASSICAL(1),
        /// From a chain of a post-quantum epoch.
        POST_QUANTUM(2);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        /// A stable number for the store.
        public int code() {
            return code;
        }
    }

    /// Names a row within one session.
    ///
    /// @param chain running number of the receiving chain, or the key epoch; u32
    /// @param index number of the message in that chain or epoch; u32
    public record Id(Kind kind, long chain, long index) {}

    private final Id id;
    private final SecretBytes key;

    /// @param key 32 bytes; the row owns it from here on
    public SkippedKey(Id id, SecretBytes key) {
        if (key.length() != SIZE) {
            throw new IllegalArgumentException("a skipped key has 32 bytes");
        }
        this.id = id;
        this.key = key;
    }

    public Id id() {
        return id;
    }

    public SecretBytes key() {
        return key;
    }

    @Override
    public void close() {
        key.close();
    }

    @Override
    public String toString() {
        return "SkippedKey[" + id + "]";
    }
}
