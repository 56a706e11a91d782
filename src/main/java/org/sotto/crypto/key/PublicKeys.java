package org.sotto.crypto.key;

import org.sotto.crypto.InvalidPublicKeyException;
import org.sotto.crypto.primitive.Ed25519;
import org.sotto.crypto.primitive.MlKem;
import org.sotto.crypto.primitive.X25519;
import org.sotto.crypto.primitive.XWing;
import org.sotto.wire.ByteReader;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// Reads public keys inside records and refuses what no honest party writes there.
final class PublicKeys {
    private PublicKeys() {}

    /// @throws MalformedException NON_CANONICAL if no signature can verify under the key
    static void checkEd25519(byte[] key, String what) {
        check(key, Ed25519::checkPublic, what);
    }

    static byte[] x25519(ByteReader in, String what) {
        return read(in, X25519.SIZE, X25519::checkPublic, what);
    }

    static byte[] kem1024(ByteReader in, String what) {
        return read(in, MlKem.ML_KEM_1024.publicKeySize(), MlKem.ML_KEM_1024::checkPublicKey, what);
    }

    static byte[] xwing(ByteReader in, String what) {
        return read(in, XWing.PUBLIC, XWing::checkPublicKey, what);
    }

    /// A prekey's id: random, not zero.
    static long id(ByteReader in, String what) {
        long id = in.u32();
        if (id == 0) {
            throw new MalformedException(Kind.OUT_OF_RANGE, what);
        }
        return id;
    }

    private static byte[] read(ByteReader in, int size, Check check, String what) {
        byte[] key = in.bytes(size);
        check(key, check, what);
        return key;
    }

    private static void check(byte[] key, Check check, String what) {
        try {
            check.check(key);
        } catch (InvalidPublicKeyException e) {
            throw new MalformedException(Kind.NON_CANONICAL, what);
        }
    }

    private interface Check {
        void check(byte[] key);
    }
}
