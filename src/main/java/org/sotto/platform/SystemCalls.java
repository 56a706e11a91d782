package org.sotto.platform;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// `syscall(2)` of libc: a call to the Linux kernel by its number.
final class SystemCalls {
    static final int MAX_ARGUMENTS = 6;

    private static final Link LINK = Link.make();

    private SystemCalls() {}

    /// What a call gave back, or -1 and why.
    record Outcome(long value, int errno) {}

    /// Why none can be made in this process, or null.
    static @Nullable String problem() {
        return LINK.problem;
    }

    /// @param arguments at most six; the missing ones are 0
    /// @throws UnsupportedOperationException if there is a [#problem()]
    static Outcome call(int number, long... arguments) {
        if (LINK.syscall == null || LINK.state == null || LINK.errno == null) {
            throw new UnsupportedOperationException("a system call " + LINK.problem);
        }
        long[] six = new long[MAX_ARGUMENTS];
        System.arraycopy(arguments, 0, six, 0, arguments.length);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(LINK.state);
            long value = (long)
                    LINK.syscall.invokeExact(state, (long) number, six[0], six[1], six[2], six[3], six[4], six[5]);
            return new Outcome(value, value < 0 ? (int) LINK.errno.get(state, 0L) : 0);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a downcall throws nothing", e);
        }
    }

    /// The handle of libc's function and where it leaves errno; or why there is none.
    private record Link(
            @Nullable MethodHandle syscall,
            @Nullable StructLayout state,
            @Nullable VarHandle errno,
            @Nullable String problem) {
        /// Any error but the machine's own is an answer: a native image that was built without foreign
        /// calls says so by an error of its own kind.
        static Link make() {
            try {
                StructLayout state = Linker.Option.captureStateLayout();
                VarHandle errno = state.varHandle(MemoryLayout.PathElement.groupElement("errno"));
                return new Link(link(), state, errno, null);
            } catch (IllegalCallerException e) {
                return new Link(null, null, null, "needs --enable-native-access=ALL-UNNAMED");
            } catch (VirtualMachineError e) {
                throw e;
            } catch (RuntimeException | Error e) {
                return new Link(null, null, null, "needs foreign calls, which this runtime does not make");
            }
        }

        private static MethodHandle link() {
            Linker linker = Linker.nativeLinker();
            FunctionDescriptor descriptor = FunctionDescriptor.of(
                    JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
            return linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("syscall"),
                    descriptor,
                    Linker.Option.firstVariadicArg(1),
                    Linker.Option.captureCallState("errno"));
        }
    }
}
