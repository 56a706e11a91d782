package org.sotto.cli;

import org.jspecify.annotations.Nullable;

/// One line of JSON, field by field. Its first field is the version of the line's form.
///
/// Characters that a terminal must not get raw are escaped, so the line is safe to look at and loses nothing.
final class JsonLine {
    private static final int VERSION = 1;

    private final StringBuilder json = new StringBuilder("{\"v\":").append(VERSION);

    JsonLine text(String name, @Nullable String value) {
        name(name);
        if (value == null) {
            json.append("null");
            return this;
        }
        json.append('"');
        value.codePoints().forEach(this::append);
        json.append('"');
        return this;
    }

    JsonLine number(String name, long value) {
        name(name).append(value);
        return this;
    }

    JsonLine flag(String name, boolean value) {
        name(name).append(value);
        return this;
    }

    String end() {
        return json.append('}').toString();
    }

    private StringBuilder name(String name) {
        return json.append(",\"").append(name).append("\":");
    }

    private void append(int point) {
        switch (point) {
            case '"' -> json.append("\\\"");
            case '\\' -> json.append("\\\\");
            case '\n' -> json.append("\\n");
            case '\t' -> json.append("\\t");
            default -> {
                if (TerminalText.isSafe(point)) {
                    json.appendCodePoint(point);
                } else {
                    for (char unit : Character.toChars(point)) {
                        json.append("\\u%04x".formatted((int) unit));
                    }
                }
            }
        }
    }
}
