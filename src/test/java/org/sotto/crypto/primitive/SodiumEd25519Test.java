package org.sotto.crypto.primitive;

final class SodiumEd25519Test extends Ed25519Test {
    @Override
    Implementation implementation() {
        return Implementation.LIBSODIUM;
    }
}
