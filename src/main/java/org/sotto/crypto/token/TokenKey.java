package org.sotto.crypto.token;

import java.util.Arrays;
import java.util.HexFormat;
import org.sotto.crypto.primitive.BlindRsa;
import org.sotto.crypto.primitive.Hash;
import org.sotto.crypto.primitive.Mac;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// The public key under which tokens are issued (RFC 9578, section 6.5): a SubjectPublicKeyInfo of RSASSA-PSS with
/// SHA-384, a salt of 48 bytes, a modulus of 2,048 bits and the exponent 65,537. Only the modulus differs.
///
/// 0 a fixed head (81) · 81 modulus (256) · 337 a fixed end (5).
public final class TokenKey {
    /// Size of its encoding in bytes.
    public static final int SIZE = 342;
    /// Size of its id.
    public static final int ID = 32;

    private static final byte[] HEAD = HexFormat.of()
            .parseHex("30820152303d06092a864886f70d01010a3030a00d300b0609608648016503040202a11a301806092a864886f70d0101"
                    + "08300b0609608648016503040202a2030201300382010f003082010a0282010100");
    private static final byte[] END = HexFormat.of().parseHex("0203010001");
    private static final String WHAT = "token key";

    private final byte[] modulus;
    private final byte[] id;

    TokenKey(byte[] modulus) {
        this.modulus = modulus;
        this.id = Hash.sha256(encode());
    }

    /// @throws MalformedException for any other form, size or exponent, and for a modulus that is even or too small
    public static TokenKey decode(byte[] bytes) {
        ByteReader in = ByteReader.exactly(bytes, SIZE, WHAT);
        expect(in, HEAD);
        byte[] modulus = in.bytes(BlindRsa.SIZE);
        expect(in, END);
        in.end();
        if (modulus[0] >= 0 || modulus[BlindRsa.SIZE - 1] % 2 == 0) {
            throw new MalformedException(Kind.NON_CANONICAL, WHAT);
        }
        return new TokenKey(modulus);
    }

    private static void expect(ByteReader in, byte[] fixed) {
        if (!Arrays.equals(in.bytes(fixed.length), fixed)) {
            throw new MalformedException(Kind.WRONG_TYPE, WHAT);
        }
    }

    public byte[] encode() {
        return new ByteWriter(SIZE).bytes(HEAD).bytes(modulus).bytes(END).toByteArray();
    }

    /// SHA-256 of the encoding: the `token_key_id` of a token.
    public byte[] id() {
        return id.clone();
    }

    /// Whether it is a number that the holder of this key signs.
    public boolean takes(byte[] blinded) {
        return BlindRsa.isBelow(modulus, blinded);
    }

    byte[] modulus() {
        return modulus.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenKey key && Mac.equal(modulus, key.modulus);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(id);
    }

    @Override
    public String toString() {
        return "TokenKey[" + HexFormat.of().formatHex(id, 0, 4) + "]";
    }
}
