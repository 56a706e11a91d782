package org.sotto.platform;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// The process's memory for secrets that live long: one slab outside the heap, in slots of 64 bytes, kept from swap
/// space (`mlock`) and from core dumps (`MADV_DONTDUMP`). The garbage collector neither moves nor copies it.
///
/// Where the kernel does not lock it, it is used unlocked; a secret that finds no slot stands on the heap.
/// Both are told by [#problem()], and neither is fatal.
public final class LockedMemory {
    /// Size in bytes of the longest secret that a slot takes.
    public static final int SLOT = 64;

    /// Half of what the smallest usual RLIMIT_MEMLOCK allows: the rest is left to a program that we are part of.
    static final int SIZE = 32 * 1024;

    /// The greatest page of the processors that we know; `madvise` takes whole pages only.
    private static final int PAGE = 64 * 1024;

    private final MemorySegment slab;
    private final BitSet taken = new BitSet();
    private final int slots;
    private final @Nullable String unlocked;
    private int onHeap;

    LockedMemory(int slots) {
        this.slots = slots;
        this.slab = Arena.global().allocate((long) slots * SLOT, PAGE);
        this.unlocked = lock();
    }

    /// The one of the process.
    public static LockedMemory shared() {
        return Shared.MEMORY;
    }

    /// A slot with a copy of `content`. It lies on the heap if no slot is free or none is large enough.
    public synchronized Slot put(byte[] content) {
        int index = content.length > SLOT ? slots : taken.nextClearBit(0);
        if (index >= slots) {
            onHeap++;
            return new Slot(MemorySegment.ofArray(content.clone()), slots);
        }
        taken.set(index);
        MemorySegment place = slab.asSlice((long) index * SLOT, content.length);
        MemorySegment.copy(content, 0, place, JAVA_BYTE, 0, content.length);
        return new Slot(place, index);
    }

    /// Why some secret is not in locked memory now, or null.
    public synchronized @Nullable String problem() {
        if (unlocked != null) {
            return unlocked;
        }
        return onHeap == 0 ? null : onHeap + " secrets found no slot and stand on the heap";
    }

    /// How many secrets there are, wherever they found their place.
    synchronized int held() {
        return taken.cardinality() + onHeap;
    }

    private synchronized void free(int index) {
        if (index < slots) {
            taken.clear(index);
        } else {
            onHeap--;
        }
    }

    private @Nullable String lock() {
        long size = (long) slots * SLOT;
        String dumped = LinuxCall.MADVISE.attempt(slab.address(), size, LinuxCall.MADV_DONTDUMP);
        String swapped = LinuxCall.MLOCK.attempt(slab.address(), size);
        return swapped != null ? swapped : dumped;
    }

    // made when the first secret is put
    private static final class Shared {
        static final LockedMemory MEMORY = new LockedMemory(SIZE / SLOT);
    }

    /// The place of one secret. Closing wipes it and gives it back.
    public final class Slot implements AutoCloseable {
        private final MemorySegment place;
        private final int index;
        private boolean closed;

        private Slot(MemorySegment place, int index) {
            this.place = place;
            this.index = index;
        }

        /// Size of the secret in bytes.
        public int length() {
            return (int) place.byteSize();
        }

        /// A copy on the heap, which the caller wipes.
        ///
        /// @throws IllegalStateException if the slot was closed
        public synchronized byte[] copy() {
            if (closed) {
                throw new IllegalStateException("secret was used after it was wiped");
            }
            return place.toArray(JAVA_BYTE);
        }

        /// Whether the garbage collector has no part in it.
        boolean isOffHeap() {
            return place.isNative();
        }

        MemorySegment place() {
            return place;
        }

        @Override
        public synchronized void close() {
            if (!closed) {
                closed = true;
                place.fill((byte) 0);
                free(index);
            }
        }
    }
}
