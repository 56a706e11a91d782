package org.sotto.crypto.primitive;

/// Which primitives libsodium does on this machine, for tests of what the libraries in its place leave behind.
public final class NativeEngines {
    private NativeEngines() {}

    public static boolean agree() {
        return Engines.agreement() instanceof SodiumAgreement;
    }

    public static boolean multiply() {
        return Engines.group() instanceof SodiumGroup;
    }
}
