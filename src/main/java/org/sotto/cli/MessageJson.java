package org.sotto.cli;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sotto.client.Message;

/// A message as one line of JSON. The order of the fields is fixed; later versions may add some, none goes.
///
/// Characters that a terminal must not get raw are escaped, so the line is safe to look at and loses nothing.
final class MessageJson {
    private static final int VERSION = 1;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private MessageJson() {}

    static String line(Message message) {
        StringBuilder json = new StringBuilder("{\"v\":").append(VERSION);
        field(json, "kind", lower(message.kind()));
        field(json, "id", message.id());
        field(json, "conversation", message.conversation());
        field(json, "from", message.from());
        field(json, "to", message.to());
        field(json, "text", message.text());
        field(json, "sent", time(message.sent()));
        field(json, "received", time(message.received()));
        field(json, "state", lower(message.state()));
        return json.append('}').toString();
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : TIME.format(time);
    }

    private static void field(StringBuilder json, String name, @Nullable String value) {
        json.append(",\"").append(name).append("\":");
        if (value == null) {
            json.append("null");
            return;
        }
        json.append('"');
        value.codePoints().forEach(point -> append(json, point));
        json.append('"');
    }

    private static void append(StringBuilder json, int point) {
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
