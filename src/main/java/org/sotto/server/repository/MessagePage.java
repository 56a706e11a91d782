package org.sotto.server.repository;

import java.util.List;

/// Messages in the order of their arrival.
///
/// @param more whether others wait behind them
public record MessagePage(List<MessageRow> messages, boolean more) {
    public MessagePage {
        messages = List.copyOf(messages);
    }
}
