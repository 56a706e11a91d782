package org.sotto.crypto.primitive;

final class SodiumAeadTest extends AeadTest {
    @Override
    Implementation implementation() {
        return Implementation.LIBSODIUM;
    }
}
