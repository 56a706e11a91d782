package org.sotto.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// A time on the command line: a day, which begins at midnight in UTC, or a moment of ISO 8601.
final class PointInTime {
    private static final int DAY = "2026-11-23".length();

    private PointInTime() {}

    static Instant parse(String text) {
        try {
            return text.length() == DAY
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new picocli.CommandLine.TypeConversionException("'" + TerminalText.line(text) + "' is no time");
        }
    }
}
