package org.sotto.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import java.util.List;
import org.junit.jupiter.api.Test;

class QrDrawingTest {
    private static final int QUIET = 4;

    @Test
    void aPhoneReadsWhatWasDrawn() throws Exception {
        String card = "sotto:card:" + "AbC_-9".repeat(35);
        List<String> lines = QrDrawing.of(card).lines().toList();
        assertEquals(card, new Decoder().decode(modules(lines)).getText());
    }

    @Test
    void aCardFitsATerminal() {
        List<String> lines =
                QrDrawing.of("sotto:card:" + "x".repeat(210)).lines().toList();
        assertTrue(lines.getFirst().length() <= 80, () -> lines.getFirst().length() + " columns");
        assertTrue(lines.size() <= 40, () -> lines.size() + " lines");
    }

    private static BitMatrix modules(List<String> lines) {
        int side = lines.getFirst().length() - 2 * QUIET;
        BitMatrix matrix = new BitMatrix(side);
        for (int y = 0; y < side; y++) {
            String line = lines.get((y + QUIET) / 2);
            boolean upper = (y + QUIET) % 2 == 0;
            for (int x = 0; x < side; x++) {
                char drawn = line.charAt(x + QUIET);
                boolean light = drawn == '█' || drawn == (upper ? '▀' : '▄');
                if (!light) {
                    matrix.set(x, y);
                }
            }
        }
        return matrix;
    }
}
