package org.sotto.crypto.ratchet;

import org.jspecify.annotations.Nullable;
import org.sotto.crypto.RefusedException;
import org.sotto.crypto.RefusedException.Reason;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;

/// The receiving chains of the post-quantum half: that of epoch R, its successor once it is known, and how many keys
/// are stored of R and of the 20 epochs before.
///
/// @param epoch R, the greatest key epoch that a message has come under; u32
record PqReceiving(long epoch, PqChain chain, @Nullable PqChain next, StoredCounts counts) implements AutoCloseable {
    static PqReceiving decode(ByteReader in) {
        return new PqReceiving(
                in.u32(), PqChain.decode(in), in.flag() ? PqChain.decode(in) : null, StoredCounts.decode(in));
    }

    void encode(ByteWriter out) {
        chain.encode(out.u32(epoch));
        out.flag(next != null);
        if (next != null) {
            next.encode(out);
        }
        counts.encode(out);
    }

    PqReceiving add(PqChain added) {
        if (next != null) {
            throw new IllegalStateException("an epoch was added before its predecessor was used");
        }
        return new PqReceiving(epoch, chain, added, counts);
    }

    /// The key of one message; it is the receiver's to close.
    record Received(PqReceiving next, SecretBytes key) {}

    /// @throws RefusedException KEY_ALREADY_USED, JUMP_TOO_FAR or OUT_OF_ORDER
    Received receive(MessageHeader header, KeyJournal journal) {
        if (header.epoch() < epoch) {
            return stored(header.epoch(), header.epochIndex(), journal);
        }
        if (header.epoch() == epoch) {
            return fromCurrent(header.epochIndex(), journal);
        }
        if (next == null || header.epoch() > epoch + 1) {
            throw new RefusedException(Reason.OUT_OF_ORDER);
        }
        return fromNext(next, header, journal);
    }

    private Received fromCurrent(long index, KeyJournal journal) {
        long skipped = index - chain.count();
        if (skipped < 0) {
            return stored(epoch, index, journal);
        }
        if (skipped > RatchetLimits.MAX_SKIP) {
            throw new RefusedException(Reason.JUMP_TOO_FAR);
        }
        PqChain.Step step = open(chain, epoch, index, journal);
        StoredCounts more = counts.plus(epoch, (int) skipped);
        return new Received(new PqReceiving(epoch, step.next(), next, more).bounded(journal), step.key());
    }

    /// The peer's first message of the next epoch that arrives: stores the rest of this one, up to KPN, or gives it up
    /// if that and the jump together pass the limit; the chain of this one ends here.
    private Received fromNext(PqChain successor, MessageHeader header, KeyJournal journal) {
        long rest = header.epochPrevious() - chain.count();
        long index = header.epochIndex();
        if (rest < 0) {
            throw new RefusedException(Reason.OUT_OF_ORDER);
        }
        if (index > RatchetLimits.MAX_SKIP) {
            throw new RefusedException(Reason.JUMP_TOO_FAR);
        }
        StoredCounts more = counts;
        if (rest + index <= RatchetLimits.MAX_SKIP) {
            closeAt(header.epochPrevious(), journal);
            more = more.plus(epoch, (int) rest);
        }
        PqChain.Step step = open(successor, epoch + 1, index, journal);
        more = more.plus(epoch + 1, (int) index);
        return new Received(new PqReceiving(epoch + 1, step.next(), null, more).bounded(journal), step.key());
    }

    private Received stored(long keyEpoch, long index, KeyJournal journal) {
        SecretBytes key = journal.take(id(keyEpoch, index));
        return new Received(new PqReceiving(epoch, chain, next, counts.minusOne(keyEpoch)), key);
    }

    PqReceiving forget(SkippedKey.Id id) {
        return new PqReceiving(epoch, chain, next, counts.minusOne(id.chain()));
    }

    private PqReceiving bounded(KeyJournal journal) {
        StoredCounts bounded =
                counts.dropBefore(epoch - RatchetLimits.MAX_OLD_EPOCHS).evictTo(SkippedKeys.MAX_STORED);
        journal.evict(SkippedKey.Kind.POST_QUANTUM, counts.total() - bounded.total());
        return new PqReceiving(epoch, chain, next, bounded);
    }

    /// Stores the keys before `index`, and steps over it.
    private static PqChain.Step open(PqChain chain, long epoch, long index, KeyJournal journal) {
        PqChain.Step step = chain.step();
        for (long at = chain.count(); at < index; at++) {
            journal.add(id(epoch, at), step.key());
            step = step.onward();
        }
        return step;
    }

    /// Stores the keys of epoch R before `length`; its chain ends there.
    private void closeAt(long length, KeyJournal journal) {
        if (chain.count() < length) {
            PqChain.Step last = open(chain, epoch, length - 1, journal);
            journal.add(id(epoch, length - 1), last.key());
            last.next().close();
        }
    }

    private static SkippedKey.Id id(long epoch, long index) {
        return new SkippedKey.Id(SkippedKey.Kind.POST_QUANTUM, epoch, index);
    }

    @Override
    public void close() {
        chain.close();
        if (next != null) {
            next.close();
        }
    }
}
