package org.sotto.crypto.primitive;

import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/// ristretto255 of libsodium. Its multiplications answer -1 when the result is the identity, which they have then
/// written like any other, or when an element is none, which [GroupEngine] rules out. So that answer says nothing here.
record SodiumGroup(
        MethodHandle base,
        MethodHandle multiply,
        MethodHandle subtract,
        MethodHandle test,
        MethodHandle reduce,
        MethodHandle scalarMultiply,
        MethodHandle scalarAdd)
        implements GroupEngine {
    SodiumGroup(Sodium sodium) {
        this(
                sodium.function("crypto_scalarmult_ristretto255_base", Sodium.UNARY),
                sodium.function("crypto_scalarmult_ristretto255", Sodium.BINARY),
                sodium.function("crypto_core_ristretto255_sub", Sodium.BINARY),
                sodium.function("crypto_core_ristretto255_is_valid_point", Sodium.TEST),
                sodium.function("crypto_core_ristretto255_scalar_reduce", Sodium.VOID_UNARY),
                sodium.function("crypto_core_ristretto255_scalar_mul", Sodium.VOID_BINARY),
                sodium.function("crypto_core_ristretto255_scalar_add", Sodium.VOID_BINARY));
    }

    @Override
    public byte[] baseMultiply(byte[] scalar) {
        byte[] out = new byte[Ristretto.SIZE];
        try {
            int ignored = (int) base.invokeExact(Sodium.of(out), Sodium.of(scalar));
            return out;
        } catch (Throwable e) {
            throw Sodium.impossible(e);
        }
    }

    @Override
    public byte[] reduce(byte[] wide) {
        byte[] out = new byte[Ristretto.SIZE];
        try {
            reduce.invokeExact(Sodium.of(out), Sodium.of(wide));
            return out;
        } catch (Throwable e) {
            throw Sodium.impossible(e);
        }
    }

    @Override
    public byte[] multiplyAdd(byte[] c, byte[] y, byte[] k) {
        byte[] product = new byte[Ristretto.SIZE];
        byte[] out = new byte[Ristretto.SIZE];
        try {
            scalarMultiply.invokeExact(Sodium.of(product), Sodium.of(c), Sodium.of(y));
            scalarAdd.invokeExact(Sodium.of(out), Sodium.of(product), Sodium.of(k));
            return out;
        } catch (Throwable e) {
            throw Sodium.impossible(e);
        } finally {
            Arrays.fill(product, (byte) 0);
        }
    }

    @Override
    public byte[] doubleMultiplySubtract(byte[] s, byte[] c, byte[] element) {
        byte[] left = baseMultiply(s);
        byte[] right = new byte[Ristretto.SIZE];
        byte[] out = new byte[Ristretto.SIZE];
        try {
            int ignored = (int) multiply.invokeExact(Sodium.of(right), Sodium.of(c), Sodium.of(element));
            int alsoIgnored = (int) subtract.invokeExact(Sodium.of(out), Sodium.of(left), Sodium.of(right));
            return out;
        } catch (Throwable e) {
            throw Sodium.impossible(e);
        }
    }

    @Override
    public boolean isElement(byte[] bytes) {
        try {
            return 1 == (int) test.invokeExact(Sodium.of(bytes));
        } catch (Throwable e) {
            throw Sodium.impossible(e);
        }
    }
}
