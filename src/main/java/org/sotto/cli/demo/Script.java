package org.sotto.cli.demo;

import java.io.PrintStream;
import java.util.List;

/// What the demo prints: each step on a line of its own once it was checked, with what there is to see below it.
final class Script {
    private final PrintStream out;
    private final long start = System.nanoTime();

    Script(PrintStream out) {
        this.out = out;
    }

    void title(String text) {
        line(text);
        line("");
    }

    /// Say it only after it was checked.
    void held(String step) {
        line("  ok  " + step);
    }

    void show(String text) {
        line("        " + text);
    }

    void show(List<StoredTable> tables) {
        int width = tables.stream().mapToInt(t -> t.name().length()).max().orElse(1);
        for (StoredTable table : tables) {
            show(("%-" + width + "s  %d row%s").formatted(table.name(), table.rows(), table.rows() == 1 ? "" : "s"));
        }
    }

    void end() {
        line("");
        line("Every step held, in %.1f s.".formatted((System.nanoTime() - start) / 1e9));
    }

    private void line(String text) {
        out.println(text);
        out.flush();
    }
}
