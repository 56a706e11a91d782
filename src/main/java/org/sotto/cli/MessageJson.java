package org.sotto.cli;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sotto.client.Message;

/// A message as one line of JSON. The order of the fields is fixed; later versions may add some, none goes.
final class MessageJson {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private MessageJson() {}

    static String line(Message message) {
        return new JsonLine()
                .text("kind", lower(message.kind()))
                .text("id", message.id())
                .text("conversation", message.conversation())
                .text("from", message.from())
                .text("to", message.to())
                .text("text", message.text())
                .text("sent", time(message.sent()))
                .text("received", time(message.received()))
                .text("state", lower(message.state()))
                .end();
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : TIME.format(time);
    }
}
