package org.sotto.crypto.primitive;

final class SodiumX25519Test extends X25519Test {
    @Override
    Implementation implementation() {
        return Implementation.LIBSODIUM;
    }
}
