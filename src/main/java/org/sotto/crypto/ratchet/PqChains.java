package org.sotto.crypto.ratchet;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sotto.crypto.Label;
import org.sotto.crypto.RefusedException;
import org.sotto.crypto.agreement.Role;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;

/// The post-quantum half's key schedule: a root that takes in every epoch's secret, and a chain for each direction and
/// epoch. Section 5 of docs/protocol.md.
final class PqChains implements AutoCloseable {
    private final SecretBytes root;
    private final PqSending sending;
    private final PqReceiving receiving;

    private PqChains(SecretBytes root, PqSending sending, PqReceiving receiving) {
        this.root = root;
        this.sending = sending;
        this.receiving = receiving;
    }

    /// HKDF(absent, PQ authentication key, "Sotto1/pq/start", 96) → root ‖ A→B ‖ B→A: epoch 0.
    static PqChains start(Role role, SecretBytes postQuantumKey) {
        Derived keys = Derived.of(role, null, postQuantumKey, Label.PQ_START.bytes());
        return new PqChains(
                keys.root,
                new PqSending(0, keys.sending, null, 0),
                new PqReceiving(0, keys.receiving, null, StoredCounts.EMPTY));
    }

    static PqChains decode(ByteReader in) {
        return new PqChains(Keys.read(in), PqSending.decode(in), PqReceiving.decode(in));
    }

    void encode(ByteWriter out) {
        Keys.write(out, root);
        sending.encode(out);
        receiving.encode(out);
    }

    /// HKDF(root, k_e, "Sotto1/pq/add" ‖ u32 e, 96) → root ‖ A→B ‖ B→A.
    PqChains add(Role role, EpochSecret epoch) {
        byte[] info = Label.PQ_ADD.with(Keys.u32(epoch.epoch()));
        Derived keys = Derived.of(role, root, epoch.secret(), info);
        return new PqChains(keys.root, sending.add(keys.sending), receiving.add(keys.receiving));
    }

    /// Puts the sending chain of `keyEpoch` into use.
    PqChains under(long keyEpoch) {
        return new PqChains(root, sending.under(keyEpoch), receiving);
    }

    /// What a message needs of this half; `key` is the receiver's to close.
    record Sent(PqChains next, long epoch, long index, long previous, SecretBytes key) {}

    Sent send() {
        PqChain.Step step = sending.chain().step();
        PqChains next = new PqChains(root, sending.with(step.next()), receiving);
        return new Sent(next, sending.epoch(), sending.chain().count(), sending.previous(), step.key());
    }

    /// What a message tells this half; `key` is the receiver's to close.
    record Received(PqChains next, SecretBytes key) {}

    /// @throws RefusedException KEY_ALREADY_USED, JUMP_TOO_FAR or OUT_OF_ORDER
    Received receive(MessageHeader header, KeyJournal journal) {
        PqReceiving.Received received = receiving.receive(header, journal);
        return new Received(new PqChains(root, sending, received.next()), received.key());
    }

    /// The state without a stored key that has expired.
    PqChains forget(SkippedKey.Id id) {
        return new PqChains(root, sending, receiving.forget(id));
    }

    @Override
    public void close() {
        root.close();
        sending.close();
        receiving.close();
    }

    /// Root and chains as one side sees them.
    private record Derived(SecretBytes root, PqChain sending, PqChain receiving) {
        static Derived of(Role role, @Nullable SecretBytes salt, SecretBytes input, byte[] info) {
            List<SecretBytes> keys = Keys.derive(salt, input, info, 3);
            PqChain fromInitiator = new PqChain(keys.get(1), 0);
            PqChain fromResponder = new PqChain(keys.get(2), 0);
            return switch (role) {
                case INITIATOR -> new Derived(keys.get(0), fromInitiator, fromResponder);
                case RESPONDER -> new Derived(keys.get(0), fromResponder, fromInitiator);
            };
        }
    }
}
