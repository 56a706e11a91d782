package org.sotto.crypto.token;

import java.security.SecureRandom;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.key.StoredKey;
import org.sotto.crypto.primitive.BlindRsa;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;

/// The key of whoever issues tokens, for one operation.
///
/// Stored form, 257 bytes: tag 5 ‖ p 128 ‖ q 128.
public final class TokenKeyPair implements AutoCloseable {
    private static final int STORED = 1 + BlindRsa.PRIMES;
    private static final String WHAT = "stored token key";

    private final SecretBytes primes;
    private final TokenKey publicKey;

    private TokenKeyPair(byte[] primes) {
        this.publicKey = new TokenKey(BlindRsa.modulus(primes));
        this.primes = SecretBytes.adopt(primes);
    }

    /// Takes some tenths of a second.
    public static TokenKeyPair generate(SecureRandom random) {
        return new TokenKeyPair(BlindRsa.generatePrimes(random));
    }

    /// @throws org.sotto.wire.MalformedException for another size or tag; nobody looks whether the numbers are prime
    public static TokenKeyPair decode(byte[] bytes) {
        ByteReader in = ByteReader.exactly(bytes, STORED, WHAT);
        StoredKey.TOKEN.expect(in);
        byte[] primes = in.bytes(BlindRsa.PRIMES);
        in.end();
        return new TokenKeyPair(primes);
    }

    public TokenKey publicKey() {
        return publicKey;
    }

    /// A signature of whatever was blinded, 256 bytes.
    ///
    /// @param blinded a number that the public key [takes][TokenKey#takes]
    public byte[] sign(byte[] blinded, SecureRandom random) {
        return BlindRsa.sign(SecretAccess.bytes(primes), blinded, random);
    }

    /// The stored form. It is secret: the caller wipes it.
    public byte[] encode() {
        ByteWriter out = new ByteWriter(STORED);
        StoredKey.TOKEN.write(out);
        try {
            return out.bytes(SecretAccess.bytes(primes)).toByteArray();
        } finally {
            out.wipe();
        }
    }

    @Override
    public void close() {
        primes.close();
    }

    @Override
    public String toString() {
        return "TokenKeyPair";
    }
}
