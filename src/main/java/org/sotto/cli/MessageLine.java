package org.sotto.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.sotto.client.Message;
import org.sotto.client.MessageState;

/// A message as a person reads it: `2026-11-23 17:05  bob: hello`, own ones with their state.
final class MessageLine {
    private static final String INDENT = "    ";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private MessageLine() {}

    static String of(Message message, ZoneId zone) {
        Instant time = message.received() == null ? message.sent() : message.received();
        return TIME.format(time.atZone(zone)) + "  " + TerminalText.line(message.from()) + state(message.state()) + ": "
                + TerminalText.block(message.text(), INDENT);
    }

    private static String state(MessageState state) {
        return switch (state) {
            case RECEIVED -> "";
            case QUEUED -> " [queued]";
            case SENT -> " [sent]";
            case ACCEPTED -> " [accepted]";
            case DELIVERED -> " [delivered]";
            case FAILED -> " [failed]";
        };
    }
}
