package org.sotto.server.service;

import java.util.List;

/// Messages in the order of their arrival.
///
/// @param more whether others wait behind them
public record Deliveries(List<Delivery> messages, boolean more) {
    public Deliveries {
        messages = List.copyOf(messages);
    }
}
