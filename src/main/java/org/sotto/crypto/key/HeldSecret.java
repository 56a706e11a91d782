package org.sotto.crypto.key;

import org.sotto.platform.LockedMemory;

/// A secret that outlives one operation: it stands in [LockedMemory], outside the heap, and is overwritten by
/// [#close()].
///
/// What is longer-lived than a transaction or a handshake is held so, and everything else is a [SecretBytes] on the
/// heap. A held secret comes to the heap as a [#copy()] for one use, which is wiped at once.
public final class HeldSecret implements AutoCloseable {
    private final LockedMemory.Slot slot;

    private HeldSecret(LockedMemory.Slot slot) {
        this.slot = slot;
    }

    /// Takes the bytes out of the heap: the array is wiped.
    public static HeldSecret adopt(byte[] bytes) {
        try (SecretBytes owned = SecretBytes.adopt(bytes)) {
            return new HeldSecret(LockedMemory.shared().put(owned.bytes()));
        }
    }

    /// For one use; the caller closes it right after.
    ///
    /// @throws IllegalStateException if the secret was closed
    public SecretBytes copy() {
        return SecretBytes.adopt(slot.copy());
    }

    public int length() {
        return slot.length();
    }

    @Override
    public void close() {
        slot.close();
    }

    @Override
    public String toString() {
        return "HeldSecret[" + length() + "]";
    }
}
