package org.sotto.crypto.ratchet;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;

/// Every root, chain and message key that one side of a session has had, worked out from its stored states: the keys in
/// each, and between two of them those of the messages that were sent or received.
public final class SessionKeys {
    private static final int HEAD = 66;
    /// Messages between two states, at most.
    private static final int MOST = 4;

    private final Map<String, byte[]> keys = new LinkedHashMap<>();
    private @Nullable State last;
    private int messages;

    /// The parts of a stored state that hold keys.
    private record State(
            RootKey root,
            Turn turn,
            SendingSide sending,
            ReceivingSide receiving,
            byte[] pqRoot,
            PqSending pqSending,
            PqReceiving pqReceiving) {
        static State decode(byte[] stored) {
            ByteReader in = new ByteReader(stored, "session");
            in.bytes(HEAD);
            return new State(
                    RootKey.decode(in),
                    Turn.decode(in),
                    SendingSide.decode(in),
                    ReceivingSide.decode(in),
                    in.bytes(Keys.SIZE),
                    PqSending.decode(in),
                    PqReceiving.decode(in));
        }
    }

    /// Takes the next state.
    public void add(byte[] stored) {
        State now = State.decode(stored);
        int number = messages;
        put(number, "root key", bytes(now.root::encode));
        put(number, "post-quantum root key", now.pqRoot);
        put(number, "post-quantum sending chain", chain(now.pqSending.chain()));
        put(number, "post-quantum receiving chain", chain(now.pqReceiving.chain()));
        if (now.sending.chain() != null) {
            put(number, "sending chain", bytes(now.sending.chain().key()::encode));
        }
        if (now.receiving.current() != null) {
            put(number, "receiving chain", bytes(now.receiving.current().key()::encode));
        }
        if (last != null) {
            sent(last, now);
            received(last, now);
        }
        last = now;
    }

    public Map<String, byte[]> all() {
        return Map.copyOf(keys);
    }

    /// Messages whose own key is among them.
    public int messages() {
        return messages;
    }

    private void sent(State before, State after) {
        SendingChain now = after.sending.chain();
        if (now == null
                || (before.sending.chain() != null
                        && same(before.sending.chain().key(), now.key()))) {
            return;
        }
        ChainKey chain = null;
        if (before.turn instanceof Turn.Theirs && after.turn instanceof Turn.Theirs) {
            chain = before.sending.chain() == null
                    ? null
                    : before.sending.chain().key();
        } else if (before.turn instanceof Turn.Ours ours && after.turn instanceof Turn.Theirs theirs) {
            chain = turned(before.root, theirs.own().agree(ours.peerKey()), after.root);
        }
        PqChain pq = before.pqSending.epoch() == after.pqSending.epoch()
                ? before.pqSending.chain()
                : before.pqSending.next();
        message("sent", chain, now.key(), pq, after.pqSending.chain(), after.pqSending.epoch(), now.count());
    }

    private void received(State before, State after) {
        ReceivingChain now = after.receiving.current();
        ReceivingChain old = before.receiving.current();
        if (now == null || (old != null && same(old.key(), now.key()))) {
            return;
        }
        ChainKey chain = null;
        if (old != null && old.number() == now.number()) {
            chain = old.key();
        } else if (before.turn instanceof Turn.Theirs theirs && after.turn instanceof Turn.Ours ours) {
            chain = turned(before.root, theirs.own().agree(ours.peerKey()), after.root);
        }
        PqChain pq = before.pqReceiving.epoch() == after.pqReceiving.epoch()
                ? before.pqReceiving.chain()
                : before.pqReceiving.next();
        PqChain pqAfter = after.pqReceiving.chain();
        message("received", chain, now.key(), pq, pqAfter, after.pqReceiving.epoch(), now.count());
    }

    /// The chain of a Diffie-Hellman step, or null if there was more than one since.
    private @Nullable ChainKey turned(RootKey root, SecretBytes dh, RootKey expected) {
        RootKey.Step step = root.step(dh);
        if (!Arrays.equals(bytes(step.root()::encode), bytes(expected::encode))) {
            return null;
        }
        put(messages, "Diffie-Hellman secret", SecretAccess.bytes(dh).clone());
        return step.chain();
    }

    /// Walks from chain to chain; without a way to the ones of the next state nothing is known of what lay between.
    private void message(
            String how,
            @Nullable ChainKey chain,
            ChainKey chainAfter,
            @Nullable PqChain pq,
            PqChain pqAfter,
            long epoch,
            long count) {
        ChainKey at = chain;
        PqChain pqAt = pq;
        for (int step = 0; step < MOST && at != null && pqAt != null; step++) {
            ChainKey next = at.next();
            PqChain.Step pqStep = pqAt.step();
            boolean arrived = same(next, chainAfter) && Arrays.equals(chain(pqStep.next()), chain(pqAfter));
            SecretBytes classical = at.messageKey();
            put(messages, how + " chain before", bytes(at::encode));
            put(messages, how + " classical message key", SecretAccess.bytes(classical));
            put(messages, how + " post-quantum message key", SecretAccess.bytes(pqStep.key()));
            if (arrived) {
                SecretBytes key = MessageKey.combine(pqStep.key(), classical, epoch, pqAt.count(), count - 1);
                put(messages, how + " message key", SecretAccess.bytes(key));
                messages++;
                return;
            }
            at = next;
            pqAt = pqStep.next();
        }
    }

    private static boolean same(ChainKey a, ChainKey b) {
        return Arrays.equals(bytes(a::encode), bytes(b::encode));
    }

    private static byte[] chain(PqChain chain) {
        return Arrays.copyOf(bytes(chain::encode), Keys.SIZE);
    }

    private void put(int number, String what, byte[] key) {
        keys.put(what + " " + number, key);
    }

    private static byte[] bytes(java.util.function.Consumer<ByteWriter> encode) {
        ByteWriter out = new ByteWriter(64);
        encode.accept(out);
        return out.toByteArray();
    }
}
