package org.sotto.cli.demo;

import java.util.List;

/// What a table of a server's database holds.
///
/// @param name    of the table
/// @param rows    their number
/// @param example one row, if there is one: `column: value`, bytes as their number and first digits
public record StoredTable(String name, long rows, List<String> example) {
    public StoredTable {
        example = List.copyOf(example);
    }
}
