package org.sotto.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// Text as it travels: UTF-8, in Unicode's composed form (NFC) as the sender's tables know it.
///
/// A receiver does not check the form: its tables may be of another Unicode version, and a text must not be lost for
/// it.
final class Utf8 {
    private Utf8() {}

    /// @throws IllegalArgumentException above `max` characters (code points), or for a lone surrogate
    static byte[] encode(String text, int max) {
        String normal = Normalizer.normalize(text, Normalizer.Form.NFC);
        if (length(normal) > max) {
            throw new IllegalArgumentException("a text has at most " + max + " characters here");
        }
        try {
            ByteBuffer out = StandardCharsets.UTF_8.newEncoder().encode(java.nio.CharBuffer.wrap(normal));
            byte[] bytes = new byte[out.remaining()];
            out.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a text has no lone surrogates", e);
        }
    }

    /// @throws MalformedException for bytes that are not UTF-8, and above `max` characters
    static String decode(byte[] bytes, int max, String what) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (length(text) > max) {
                throw new MalformedException(Kind.OUT_OF_RANGE, what);
            }
            return text;
        } catch (CharacterCodingException e) {
            throw new MalformedException(Kind.NON_CANONICAL, what);
        }
    }

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
