package org.sotto.crypto.ratchet;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// Everything about receiving in the double ratchet but the turn.
///
/// @param current none before the peer's first message
/// @param old newest first; each has stored keys
/// @param counts stored keys of the current and the old chains
/// @param nextHeaderKey NHKr, for the chain after the current one
record ReceivingSide(@Nullable ReceivingChain current, List<OldChain> old, StoredCounts counts, HeaderKey nextHeaderKey)
        implements AutoCloseable {

    static ReceivingSide start(HeaderKey nextHeaderKey) {
        return new ReceivingSide(null, List.of(), StoredCounts.EMPTY, nextHeaderKey);
    }

    static ReceivingSide decode(ByteReader in) {
        ReceivingChain current = in.flag() ? ReceivingChain.decode(in) : null;
        int size = in.u8();
        if (size > RatchetLimits.MAX_OLD_CHAINS) {
            throw new MalformedException(Kind.OUT_OF_RANGE, "session");
        }
        List<OldChain> old = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            old.add(OldChain.decode(in));
        }
        return new ReceivingSide(current, List.copyOf(old), StoredCounts.decode(in), HeaderKey.decode(in));
    }

    void encode(ByteWriter out) {
        out.flag(current != null);
        if (current != null) {
            current.encode(out);
        }
        out.u8(old.size());
        old.forEach(chain -> chain.encode(out));
        counts.encode(out);
        nextHeaderKey.encode(out);
    }

    /// The state after `skipped` more keys of the current chain were stored.
    ReceivingSide advanced(ReceivingChain chain, int skipped, KeyJournal journal) {
        if (skipped == 0) {
            return new ReceivingSide(chain, old, counts, nextHeaderKey);
        }
        return new ReceivingSide(chain, old, counts.plus(chain.number(), skipped), nextHeaderKey).bounded(journal);
    }

    /// Puts a new chain in the place of the current one, which keeps its header key among the old ones.
    ///
    /// @param more the counts with the keys that were skipped on the way
    ReceivingSide turned(ReceivingChain chain, StoredCounts more, HeaderKey next, KeyJournal journal) {
        List<OldChain> remembered = new ArrayList<>(old.size() + 1);
        if (current != null) {
            remembered.add(new OldChain(current.number(), current.headerKey()));
        }
        remembered.addAll(old);
        return new ReceivingSide(chain, remembered, more, next).bounded(journal);
    }

    ReceivingSide without(SkippedKey.Id id) {
        return new ReceivingSide(current, old, counts.minusOne(id.chain()), nextHeaderKey).forgetEmpty();
    }

    private ReceivingSide bounded(KeyJournal journal) {
        long newest = current == null ? 0 : current.number();
        StoredCounts bounded =
                counts.keepOld(RatchetLimits.MAX_OLD_CHAINS, newest).evictTo(SkippedKeys.MAX_STORED);
        journal.evict(SkippedKey.Kind.CLASSICAL, counts.total() - bounded.total());
        return new ReceivingSide(current, old, bounded, nextHeaderKey).forgetEmpty();
    }

    private ReceivingSide forgetEmpty() {
        List<OldChain> alive =
                old.stream().filter(chain -> counts.has(chain.number())).toList();
        return new ReceivingSide(current, alive, counts, nextHeaderKey);
    }

    @Override
    public void close() {
        if (current != null) {
            current.close();
        }
        old.forEach(OldChain::close);
        nextHeaderKey.close();
    }
}
