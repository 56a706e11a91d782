package org.sotto.server.security;

import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.util.function.Supplier;
import javax.crypto.SecretKey;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;

/// A key for the token library whose bytes stay outside the heap until they are asked for. What the library
/// copies while it works is beyond us (docs/threat-model.md).
final class HeldKey implements SecretKey {
    private static final long serialVersionUID = 1;

    private final String algorithm;
    private final transient Supplier<SecretBytes> source;

    /// @param source gives a copy, which is closed here
    HeldKey(String algorithm, Supplier<SecretBytes> source) {
        this.algorithm = algorithm;
        this.source = source;
    }

    @Override
    public String getAlgorithm() {
        return algorithm;
    }

    @Override
    public String getFormat() {
        return "RAW";
    }

    @Override
    public byte[] getEncoded() {
        try (SecretBytes copy = source.get()) {
            return SecretAccess.bytes(copy).clone();
        }
    }

    private void writeObject(ObjectOutputStream out) throws NotSerializableException {
        throw new NotSerializableException("a key of the server");
    }
}
