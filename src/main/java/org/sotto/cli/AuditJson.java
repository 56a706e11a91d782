package org.sotto.cli;

import java.util.HexFormat;
import org.sotto.api.AuditEntry;
import org.sotto.api.AuditVerification;

/// The audit log as lines of JSON. The order of the fields is fixed; later versions may add some, none goes.
final class AuditJson {
    private AuditJson() {}

    static String line(AuditEntry entry) {
        return new JsonLine()
                .number("id", entry.id())
                .text("time", entry.time().toString())
                .text("event", entry.event())
                .text("device", entry.device())
                .number("count", entry.count())
                .end();
    }

    /// What the check found: the last line.
    static String line(AuditVerification verification) {
        JsonLine line = new JsonLine()
                .flag("intact", verification.intact())
                .number("rows", verification.rows())
                .number("first", verification.first())
                .number("last", verification.last())
                .text("link", HexFormat.of().formatHex(verification.link()))
                .text("problem", verification.problem());
        Long bad = verification.badRow();
        return (bad == null ? line : line.number("bad_row", bad)).end();
    }
}
