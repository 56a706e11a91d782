package org.sotto.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// libsodium's X25519 on this machine: the yardstick for all other figures. A call of its own, so that it stays the
/// same
/// whatever the program uses.
final class Libsodium {
    private static final String LIBRARY = "libsodium.so.23";

    private final MethodHandle scalarmult;
    private final MemorySegment out;
    private final MemorySegment scalar;
    private final MemorySegment point;

    private Libsodium(SymbolLookup library, Arena arena) {
        this.scalarmult = Linker.nativeLinker()
                .downcallHandle(
                        library.findOrThrow("crypto_scalarmult"),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
        this.out = arena.allocate(32);
        this.scalar = arena.allocate(32).fill((byte) 7);
        this.point = arena.allocate(32);
        point.set(ValueLayout.JAVA_BYTE, 0, (byte) 9);
    }

    /// Empty where the library is not installed.
    static Optional<Libsodium> find(Arena arena) {
        try {
            return Optional.of(new Libsodium(SymbolLookup.libraryLookup(LIBRARY, arena), arena));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    void scalarmult() {
        try {
            int result = (int) scalarmult.invokeExact(out, scalar, point);
            if (result != 0) {
                throw new IllegalStateException("crypto_scalarmult refused its own base point");
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a native call throws nothing", e);
        }
    }
}
