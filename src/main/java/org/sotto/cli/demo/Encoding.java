package org.sotto.cli.demo;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/// The ways in which a text could stand in a file and still be read by whoever takes the file.
enum Encoding {
    RAW_UTF_8,
    RAW_UTF_16_LE,
    RAW_UTF_16_BE,
    BASE64,
    BASE64_URL,
    HEX_LOWER,
    HEX_UPPER;

    private static final int GROUP = 3;
    private static final int BITS_OF_DIGIT = 6;

    /// The bytes to look for. Base64 gives three, for the text may start at each place of a group of three bytes.
    List<byte[]> needles(String text) {
        byte[] utf8 = text.getBytes(UTF_8);
        return switch (this) {
            case RAW_UTF_8 -> List.of(utf8);
            case RAW_UTF_16_LE -> List.of(text.getBytes(UTF_16LE));
            case RAW_UTF_16_BE -> List.of(text.getBytes(UTF_16BE));
            case BASE64 -> base64(utf8, Base64.getEncoder().withoutPadding());
            case BASE64_URL -> base64(utf8, Base64.getUrlEncoder().withoutPadding());
            case HEX_LOWER -> List.of(HexFormat.of().formatHex(utf8).getBytes(US_ASCII));
            case HEX_UPPER ->
                List.of(HexFormat.of().withUpperCase().formatHex(utf8).getBytes(US_ASCII));
        };
    }

    private static List<byte[]> base64(byte[] text, Base64.Encoder encoder) {
        List<byte[]> needles = new ArrayList<>();
        for (int before = 0; before < GROUP; before++) {
            byte[] shifted = new byte[before + text.length];
            System.arraycopy(text, 0, shifted, before, text.length);
            String encoded = encoder.encodeToString(shifted);
            // the digits that also depend on the bytes before and behind the text are left out
            int first = (before * Byte.SIZE + BITS_OF_DIGIT - 1) / BITS_OF_DIGIT;
            int end = shifted.length * Byte.SIZE / BITS_OF_DIGIT;
            needles.add(encoded.substring(first, end).getBytes(US_ASCII));
        }
        return needles;
    }
}
