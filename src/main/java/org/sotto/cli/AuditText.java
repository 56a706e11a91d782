package org.sotto.cli;

import java.util.HexFormat;
import org.sotto.api.AuditEntry;
import org.sotto.api.AuditVerification;

/// The audit log for a reader.
final class AuditText {
    private AuditText() {}

    static String line(AuditEntry entry) {
        String device = entry.device() == null ? "" : "  device " + TerminalText.line(entry.device());
        String count = entry.count() == 1 ? "" : "  " + entry.count() + " times";
        return entry.id() + "  " + entry.time() + "  " + TerminalText.line(entry.event()) + device + count;
    }

    static String line(AuditVerification verification) {
        return "whole: " + verification.rows() + " rows, " + verification.first() + " to " + verification.last()
                + ", the last link is " + HexFormat.of().formatHex(verification.link());
    }

    /// What is wrong with the first row that is not as the server left it.
    static String problem(AuditVerification verification) {
        String row = "row " + verification.badRow();
        String problem = verification.problem() == null ? "" : verification.problem();
        return switch (problem) {
            case "missing" -> row + " is missing";
            case "altered" -> row + " is altered, or not in its place";
            case "added" -> row + " was added";
            case "restarted" -> "a new chain begins at row " + verification.badRow();
            case "head" ->
                "its head is altered or missing; the rows that are there hold, up to row " + verification.last();
            default -> TerminalText.line(problem) + ", " + row;
        };
    }
}
