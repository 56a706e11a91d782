package org.sotto.crypto.primitive;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;

/// libsodium, if this machine has it: the one place that knows its names, its functions and their descriptors. A native
/// image has to list the descriptors, each with critical(true).
///
/// Every call is *critical*: it works on Java's own arrays without a copy that somebody would have to wipe, and holds
/// the garbage collector up while it runs. So only what is done within some 100 µs is called.
///
/// Handles are fast only as constants. That is why those who hold them are records in static final fields.
final class Sodium {
    /// Bytes that one call may work through: some 10 µs. Longer inputs go elsewhere.
    static final int LONGEST = 16 * 1024;

    /// Of no arguments: `int f(void)`.
    private static final FunctionDescriptor NULLARY = FunctionDescriptor.of(JAVA_INT);
    /// `int f(out, in)`.
    static final FunctionDescriptor UNARY = FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS);
    /// `int f(out, in, in)`.
    static final FunctionDescriptor BINARY = FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
    /// `int f(in)`.
    static final FunctionDescriptor TEST = FunctionDescriptor.of(JAVA_INT, ADDRESS);
    /// `void f(out, in)`.
    static final FunctionDescriptor VOID_UNARY = FunctionDescriptor.ofVoid(ADDRESS, ADDRESS);
    /// `void f(out, in, in)`.
    static final FunctionDescriptor VOID_BINARY = FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS);
    /// `int f(signature, NULL, message, its length, expanded key)`.
    static final FunctionDescriptor SIGN =
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS);
    /// `int f(signature, message, its length, public key)`.
    static final FunctionDescriptor VERIFY = FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS);
    /// `int f(ciphertext, its length, message, its length, ad, its length, NULL, nonce, key)`.
    static final FunctionDescriptor SEAL = FunctionDescriptor.of(
            JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS, ADDRESS);
    /// `int f(message, its length, NULL, ciphertext, its length, ad, its length, nonce, key)`.
    static final FunctionDescriptor OPEN = FunctionDescriptor.of(
            JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS);

    /// A library's file, or `none` for no library at all.
    private static final String PROPERTY = "sotto.libsodium";

    private static final String NONE = "none";
    /// 1.0.18 and 1.0.19 and later, as their packages call them.
    private static final List<String> NAMES = List.of("libsodium.so.23", "libsodium.so.26");
    /// Of 1.0.18, the first with ristretto255 in its ordinary build.
    private static final int MAJOR = 10;

    private static final int MINOR = 3;

    private static final Linker.Option CRITICAL = Linker.Option.critical(true);

    private final SymbolLookup library;

    private Sodium(SymbolLookup library) {
        this.library = library;
    }

    /// The library that the property names, or else the system's. Empty, without a word, where there is none.
    static Optional<Sodium> find() {
        String named = System.getProperty(PROPERTY);
        if (named == null) {
            return NAMES.stream().flatMap(name -> load(name).stream()).findFirst();
        }
        return named.equals(NONE) ? Optional.empty() : load(named);
    }

    /// Empty too if it is too old, does not start, or the runtime allows no native calls. An image that was built
    /// without the descriptors, or without foreign calls, says so by errors of its own kinds.
    static Optional<Sodium> load(String name) {
        try {
            Sodium sodium = new Sodium(SymbolLookup.libraryLookup(name, Arena.global()));
            return sodium.isUsable() ? Optional.of(sodium) : Optional.empty();
        } catch (VirtualMachineError e) {
            throw e;
        } catch (RuntimeException | Error e) {
            return Optional.empty();
        }
    }

    /// @throws java.util.NoSuchElementException if the library lacks the function
    MethodHandle function(String name, FunctionDescriptor descriptor) {
        return Linker.nativeLinker().downcallHandle(library.findOrThrow(name), descriptor, CRITICAL);
    }

    static MemorySegment of(byte[] bytes) {
        return MemorySegment.ofArray(bytes);
    }

    /// For the catch of what the compiler thinks that a handle may throw.
    static IllegalStateException impossible(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        if (e instanceof RuntimeException runtime) {
            throw runtime;
        }
        return new IllegalStateException("a native call throws nothing", e);
    }

    private boolean isUsable() {
        int major = count("sodium_library_version_major");
        int minor = count("sodium_library_version_minor");
        boolean isNewEnough = major > MAJOR || (major == MAJOR && minor >= MINOR);
        return isNewEnough && count("sodium_init") >= 0;
    }

    private int count(String function) {
        try {
            return (int) function(function, NULLARY).invokeExact();
        } catch (Throwable e) {
            throw impossible(e);
        }
    }
}
