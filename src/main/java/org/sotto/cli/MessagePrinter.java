package org.sotto.cli;

import org.sotto.client.Message;

/// Prints messages as lines for a person or as JSON, and lets each be seen at once.
final class MessagePrinter {
    private final Surroundings surroundings;
    private final boolean json;

    MessagePrinter(Surroundings surroundings, boolean json) {
        this.surroundings = surroundings;
        this.json = json;
    }

    void print(Message message) {
        surroundings
                .out()
                .println(
                        json
                                ? MessageJson.line(message)
                                : MessageLine.of(message, surroundings.clock().getZone()));
        surroundings.out().flush();
    }
}
