package org.sotto.crypto.primitive;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// HChaCha20: 32-byte key and the first 16 bytes of a nonce to a 32-byte subkey (draft-irtf-cfrg-xchacha-03, 2.2).
final class HChaCha20 {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int DOUBLE_ROUNDS = 10;

    private HChaCha20() {}

    static byte[] subkey(byte[] key, byte[] nonce) {
        int[] state = state(key, nonce);
        for (int i = 0; i < DOUBLE_ROUNDS; i++) {
            quarter(state, 0, 4, 8, 12);
            quarter(state, 1, 5, 9, 13);
            quarter(state, 2, 6, 10, 14);
            quarter(state, 3, 7, 11, 15);
            quarter(state, 0, 5, 10, 15);
            quarter(state, 1, 6, 11, 12);
            quarter(state, 2, 7, 8, 13);
            quarter(state, 3, 4, 9, 14);
        }
        byte[] out = new byte[32];
        for (int i = 0; i < 4; i++) {
            WORD.set(out, 4 * i, state[i]);
            WORD.set(out, 16 + 4 * i, state[12 + i]);
        }
        Arrays.fill(state, 0);
        return out;
    }

    private static int[] state(byte[] key, byte[] nonce) {
        int[] state = new int[16];
        // "expand 32-byte k"
        state[0] = 0x61707865;
        state[1] = 0x3320646e;
        state[2] = 0x79622d32;
        state[3] = 0x6b206574;
        for (int i = 0; i < 8; i++) {
            state[4 + i] = (int) WORD.get(key, 4 * i);
        }
        for (int i = 0; i < 4; i++) {
            state[12 + i] = (int) WORD.get(nonce, 4 * i);
        }
        return state;
    }

    private static void quarter(int[] s, int a, int b, int c, int d) {
        s[a] += s[b];
        s[d] = Integer.rotateLeft(s[d] ^ s[a], 16);
        s[c] += s[d];
        s[b] = Integer.rotateLeft(s[b] ^ s[c], 12);
        s[a] += s[b];
        s[d] = Integer.rotateLeft(s[d] ^ s[a], 8);
        s[c] += s[d];
        s[b] = Integer.rotateLeft(s[b] ^ s[c], 7);
    }
}
