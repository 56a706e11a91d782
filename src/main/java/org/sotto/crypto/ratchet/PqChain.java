package org.sotto.crypto.ratchet;

import org.sotto.crypto.Label;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.primitive.Hkdf;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;

/// The symmetric chain of one direction in one key epoch: chain key 32, and the index of the next key (u32).
final class PqChain implements AutoCloseable {
    private final SecretBytes key;
    private final long count;

    PqChain(SecretBytes key, long count) {
        this.key = key;
        this.count = count;
    }

    static PqChain decode(ByteReader in) {
        return new PqChain(Keys.read(in), in.u32());
    }

    void encode(ByteWriter out) {
        Keys.write(out, key);
        out.u32(count);
    }

    /// The chain after one step, and the key that the step gave.
    record Step(PqChain next, SecretBytes key) {}

    /// HKDF(absent, chain, "Sotto1/pq/next" ‖ u32 i, 64) → chain' ‖ key.
    Step step() {
        byte[] okm = Hkdf.derive(null, SecretAccess.bytes(key), Label.PQ_NEXT.with(Keys.u32(count)), 2 * Keys.SIZE);
        try (SecretBytes owned = SecretBytes.adopt(okm)) {
            ByteReader in = new ByteReader(SecretAccess.bytes(owned), "chain");
            return new Step(new PqChain(Keys.read(in), count + 1), Keys.read(in));
        }
    }

    /// The index of the next key.
    long count() {
        return count;
    }

    @Override
    public void close() {
        key.close();
    }
}
