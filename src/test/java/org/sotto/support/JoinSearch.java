package org.sotto.support;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Looks for a device and a mailbox in one place: in one row of a table, or in one line of text.
public final class JoinSearch {
    private final Thing device;
    private final Thing mailbox;

    public JoinSearch(Thing device, Thing mailbox) {
        this.device = device;
        this.mailbox = mailbox;
    }

    /// Something that a server knows by its id, by tags of it, and by the number of its row.
    ///
    /// @param column what the name of a column says in which that number stands
    public record Thing(String column, List<byte[]> names, long row) {
        private boolean isIn(Cell cell) {
            boolean number = cell.column().contains(column) && cell.text().equals(Long.toString(row));
            return number || isIn(cell.text());
        }

        private boolean isIn(String text) {
            return forms().anyMatch(text::contains);
        }

        private Stream<String> forms() {
            return names.stream()
                    .flatMap(name -> Stream.of(
                            HexFormat.of().formatHex(name),
                            Base64.getUrlEncoder().withoutPadding().encodeToString(name),
                            Base64.getEncoder().withoutPadding().encodeToString(name)));
        }
    }

    /// A value of a row; bytes are hexadecimal digits.
    public record Cell(String column, String text) {}

    /// The rows in which both stand.
    public List<String> inRows(List<List<Cell>> rows) {
        List<String> found = new ArrayList<>();
        for (List<Cell> row : rows) {
            if (row.stream().anyMatch(device::isIn) && row.stream().anyMatch(mailbox::isIn)) {
                found.add(row.toString());
            }
        }
        return found;
    }

    /// The lines in which both stand.
    public Set<String> inLines(List<String> lines) {
        return lines.stream()
                .filter(line -> device.isIn(line) && mailbox.isIn(line))
                .collect(Collectors.toSet());
    }
}
