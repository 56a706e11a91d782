package org.sotto.client.vault;

import java.security.SecureRandom;
import java.util.Arrays;
import org.sotto.crypto.Label;
import org.sotto.crypto.key.HeldSecret;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.primitive.Aead;
import org.sotto.crypto.primitive.Mac;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException;

/// One key slot, 128 bytes: nonce 24 ‖ ciphertext 72 ‖ MAC 32.
///
/// The plaintext is outer key 32 ‖ hidden key 32 or zeros ‖ action 1 ‖ zero 7. A full HMAC authenticates it and, unlike
/// Poly1305, commits to the key. Without the key a slot is random bytes.
final class Slot {
    static final int SIZE = 128;
    static final int KEY = 32;
    static final int PLAINTEXT = 72;

    /// Opens the ordinary view and does nothing else.
    static final int ACTION_OPEN = 0;

    private static final int NONCE = 24;
    private static final int FILL = 7;

    private Slot() {}

    /// @param keys of [SlotKey#keysOf]
    static byte[] seal(SecretBytes keys, SecretBytes outerKey, SecureRandom random) {
        ByteWriter plain = new ByteWriter(PLAINTEXT);
        plain.bytes(SecretAccess.bytes(outerKey)).zeros(KEY).u8(ACTION_OPEN).zeros(FILL);
        byte[] plaintext = plain.toByteArray();
        plain.wipe();
        return seal(keys, plaintext, random);
    }

    /// @param plaintext 72 bytes, wiped here
    static byte[] seal(SecretBytes keys, byte[] plaintext, SecureRandom random) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] encryptionKey = encryptionKey(keys);
        byte[] macKey = macKey(keys);
        try {
            byte[] ciphertext = Aead.stream(encryptionKey, nonce, plaintext);
            return new ByteWriter(SIZE)
                    .bytes(nonce)
                    .bytes(ciphertext)
                    .bytes(mac(macKey, nonce, ciphertext))
                    .toByteArray();
        } finally {
            wipe(plaintext, encryptionKey, macKey);
        }
    }

    /// Puts the plaintext into `found` if the MAC is of these keys and `wanted` says so, and works as long at it if
    /// not: which slot of a file it is that opens shows in no branch and in no work that only one of them makes.
    ///
    /// @param wanted −1, or 0 when another slot has opened already
    /// @param found 72 bytes, zeros until a slot opens
    /// @return −1 if it opened and was wanted, or 0
    static int open(byte[] slot, SecretBytes keys, int wanted, byte[] found) {
        ByteReader reader = ByteReader.exactly(slot, SIZE, "key slot");
        byte[] nonce = reader.bytes(NONCE);
        byte[] ciphertext = reader.bytes(PLAINTEXT);
        byte[] tag = reader.bytes(Mac.SIZE);
        byte[] encryptionKey = encryptionKey(keys);
        byte[] macKey = macKey(keys);
        byte[] plaintext = new byte[0];
        try {
            int taken = Mac.equalMask(tag, mac(macKey, nonce, ciphertext)) & wanted;
            plaintext = Aead.stream(encryptionKey, nonce, ciphertext);
            for (int i = 0; i < PLAINTEXT; i++) {
                found[i] |= (byte) (plaintext[i] & taken);
            }
            return taken;
        } finally {
            wipe(plaintext, encryptionKey, macKey);
        }
    }

    /// The outer key. The hidden key is whatever it is: the ordinary view does not ask for it.
    ///
    /// @param plaintext of a slot that opened, 72 bytes
    /// @throws org.sotto.wire.MalformedException for an action or a fill that this version never writes: whoever
    ///     knows the keys wanted something else than to open the ordinary view
    static HeldSecret outerKey(byte[] plaintext) {
        ByteReader end = ByteReader.exactly(Arrays.copyOfRange(plaintext, 2 * KEY, PLAINTEXT), 1 + FILL, "key slot");
        if (end.u8() != ACTION_OPEN) {
            throw new MalformedException(MalformedException.Kind.UNSUPPORTED, "action of a key slot");
        }
        end.zeros(FILL);
        return HeldSecret.adopt(Arrays.copyOf(plaintext, KEY));
    }

    private static byte[] mac(byte[] macKey, byte[] nonce, byte[] ciphertext) {
        return Mac.hmacSha256(macKey, Label.SLOT.bytes(), nonce, ciphertext);
    }

    private static byte[] encryptionKey(SecretBytes keys) {
        return Arrays.copyOf(SecretAccess.bytes(keys), KEY);
    }

    private static byte[] macKey(SecretBytes keys) {
        return Arrays.copyOfRange(SecretAccess.bytes(keys), KEY, 2 * KEY);
    }

    private static void wipe(byte[]... secrets) {
        for (byte[] secret : secrets) {
            Arrays.fill(secret, (byte) 0);
        }
    }
}
