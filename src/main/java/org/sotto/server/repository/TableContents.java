package org.sotto.server.repository;

import java.util.List;

/// What a table of the database holds, without its contents.
///
/// @param example the first row, if there is one: `column: value`, bytes as their number and first digits
public record TableContents(String name, long rows, List<String> example) {
    public TableContents {
        example = List.copyOf(example);
    }
}
