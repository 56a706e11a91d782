package org.sotto.crypto.primitive;

final class SodiumRistrettoTest extends RistrettoTest {
    @Override
    Implementation implementation() {
        return Implementation.LIBSODIUM;
    }
}
