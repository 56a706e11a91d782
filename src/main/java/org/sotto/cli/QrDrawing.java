package org.sotto.cli;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;

/// A QR code in characters: two modules one above the other in a character, light ones drawn as full blocks, so that a
/// dark terminal shows it right; phones read it inverted too.
final class QrDrawing {
    /// ISO/IEC 18004 asks for four light modules on every side.
    private static final int QUIET = 4;

    private final ByteMatrix modules;

    private QrDrawing(ByteMatrix modules) {
        this.modules = modules;
    }

    /// @param text at most 2,953 bytes
    static String of(String text) {
        try {
            return new QrDrawing(Encoder.encode(text, ErrorCorrectionLevel.L).getMatrix()).draw();
        } catch (WriterException e) {
            throw new IllegalStateException("a card fits a QR code", e);
        }
    }

    private String draw() {
        StringBuilder drawing = new StringBuilder();
        for (int y = -QUIET; y < modules.getHeight() + QUIET; y += 2) {
            for (int x = -QUIET; x < modules.getWidth() + QUIET; x++) {
                drawing.append(character(isLight(x, y), isLight(x, y + 1)));
            }
            drawing.append('\n');
        }
        return drawing.toString();
    }

    private static char character(boolean upper, boolean lower) {
        if (upper) {
            return lower ? '█' : '▀';
        }
        return lower ? '▄' : ' ';
    }

    private boolean isLight(int x, int y) {
        boolean inside = x >= 0 && y >= 0 && x < modules.getWidth() && y < modules.getHeight();
        return !inside || modules.get(x, y) == 0;
    }
}
