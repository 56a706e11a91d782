package org.sotto.crypto.ratchet;

import java.util.List;
import org.sotto.crypto.Label;
import org.sotto.crypto.key.SecretBytes;
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
    record Step(PqChain next, SecretBytes key) {
        /// The step after this one. No state will hold the chain key between the two: it is wiped.
        Step onward() {
            try (next) {
                return next.step();
            }
        }
    }

    /// HKDF(absent, chain, "Sotto1/pq/next" ‖ u32 i, 64) → chain' ‖ key.
    Step step() {
        List<SecretBytes> keys = Keys.derive(null, key, Label.PQ_NEXT.with(Keys.u32(count)), 2);
        return new Step(new PqChain(keys.get(0), count + 1), keys.get(1));
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
