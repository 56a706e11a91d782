package org.sotto.crypto.ratchet;

import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// What a message carries for the post-quantum key agreement: always exactly one part. Its epoch is the message's key
/// epoch + 1 and is not sent.
abstract sealed class SckaPart {
    static final int MAC_SIZE = 32;

    private final byte[] key;
    private final byte[] mac;

    private SckaPart(byte[] key, byte[] mac) {
        this.key = key;
        this.mac = mac;
    }

    /// The holder's encapsulation key of ML-KEM-768, 1,184 bytes ‖ MAC 32.
    static final class EncapsulationKey extends SckaPart {
        static final int TYPE = 1;
        static final int KEY_SIZE = 1_184;

        EncapsulationKey(byte[] key, byte[] mac) {
            super(key, mac);
        }

        static EncapsulationKey decode(ByteReader in) {
            return new EncapsulationKey(in.bytes(KEY_SIZE), in.bytes(MAC_SIZE));
        }

        @Override
        int type() {
            return TYPE;
        }
    }

    /// The peer's ciphertext, 1,088 bytes ‖ MAC 32.
    static final class Ciphertext extends SckaPart {
        static final int TYPE = 2;
        static final int KEY_SIZE = 1_088;

        Ciphertext(byte[] key, byte[] mac) {
            super(key, mac);
        }

        static Ciphertext decode(ByteReader in) {
            return new Ciphertext(in.bytes(KEY_SIZE), in.bytes(MAC_SIZE));
        }

        @Override
        int type() {
            return TYPE;
        }
    }

    abstract int type();

    /// The encapsulation key or the ciphertext: the live array, not to be changed.
    byte[] key() {
        return key;
    }

    /// 32 bytes; the live array, not to be changed.
    byte[] mac() {
        return mac;
    }

    /// With its type in front, as a header holds it.
    static SckaPart decodeTyped(ByteReader in) {
        return switch (in.u8()) {
            case EncapsulationKey.TYPE -> EncapsulationKey.decode(in);
            case Ciphertext.TYPE -> Ciphertext.decode(in);
            default -> throw new MalformedException(Kind.WRONG_TYPE, "header");
        };
    }

    void encodeTyped(ByteWriter out) {
        encode(out.u8(type()));
    }

    void encode(ByteWriter out) {
        out.bytes(key).bytes(mac);
    }
}
