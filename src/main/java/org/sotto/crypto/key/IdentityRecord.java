package org.sotto.crypto.key;

import java.util.Arrays;
import org.sotto.crypto.BadSignatureException;
import org.sotto.crypto.Label;
import org.sotto.crypto.primitive.Ed25519;
import org.sotto.crypto.primitive.Hash;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// The public half of an identity: a signing key and an agreement key, bound by the former's signature (section 2 of
/// docs/protocol.md). Its signature has been checked: there is no other way to get one.
///
/// Layout, 129 bytes: version 1 ‖ Ed25519 32 ‖ X25519 32 ‖ signature 64.
public final class IdentityRecord {
    /// Size in bytes.
    public static final int SIZE = 129;

    private static final int VERSION = 1;
    private static final int SIGNED = 65;
    private static final String WHAT = "identity record";

    private final byte[] encoded;
    private final byte[] signingKey;
    private final byte[] agreementKey;
    private final Fingerprint fingerprint;

    private IdentityRecord(byte[] encoded, byte[] signingKey, byte[] agreementKey) {
        this.encoded = encoded;
        this.signingKey = signingKey;
        this.agreementKey = agreementKey;
        this.fingerprint = new Fingerprint(
                Arrays.copyOf(Hash.sha512(Label.FINGERPRINT.bytes(), signedPart(encoded)), Fingerprint.SIZE));
    }

    static IdentityRecord sign(byte[] signingSeed, byte[] agreementKey) {
        byte[] signingKey = Ed25519.publicKey(signingSeed);
        ByteWriter out = new ByteWriter(SIZE).u8(VERSION).bytes(signingKey).bytes(agreementKey);
        out.bytes(Ed25519.sign(signingSeed, Label.IDENTITY.with(out.toByteArray())));
        return new IdentityRecord(out.toByteArray(), signingKey, agreementKey);
    }

    /// @throws MalformedException if the bytes are not a record, or a key in it is not canonical
    /// @throws BadSignatureException if the signature is not the signing key's
    public static IdentityRecord decode(byte[] bytes) {
        ByteReader in = ByteReader.exactly(bytes, SIZE, WHAT);
        in.expect(VERSION, Kind.WRONG_VERSION);
        byte[] signingKey = in.bytes(Ed25519.KEY);
        byte[] agreementKey = PublicKeys.x25519(in, WHAT);
        byte[] signature = in.bytes(Ed25519.SIGNATURE);
        in.end();
        // no signature verifies under what is no key, so the key is looked at again for the kind of error only
        if (!Ed25519.verify(signingKey, Label.IDENTITY.with(signedPart(bytes)), signature)) {
            PublicKeys.checkEd25519(signingKey, WHAT);
            throw new BadSignatureException(WHAT);
        }
        return new IdentityRecord(bytes.clone(), signingKey, agreementKey);
    }

    public byte[] encode() {
        return encoded.clone();
    }

    /// Ed25519, 32 bytes.
    public byte[] signingKey() {
        return signingKey.clone();
    }

    /// X25519, 32 bytes.
    public byte[] agreementKey() {
        return agreementKey.clone();
    }

    public Fingerprint fingerprint() {
        return fingerprint;
    }

    /// Checks that this identity signed `message`, label included.
    ///
    /// @param what the name of what is signed, for the error
    /// @throws BadSignatureException if it did not
    public void verify(byte[] message, byte[] signature, String what) {
        if (!Ed25519.verify(signingKey, message, signature)) {
            throw new BadSignatureException(what);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IdentityRecord record && Arrays.equals(encoded, record.encoded);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encoded);
    }

    @Override
    public String toString() {
        return "IdentityRecord[" + fingerprint + "]";
    }

    private static byte[] signedPart(byte[] encoded) {
        return Arrays.copyOf(encoded, SIGNED);
    }
}
