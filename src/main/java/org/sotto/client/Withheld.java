package org.sotto.client;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a follower is told of messages that stay at the server: once, however often they come again.
final class Withheld {
    private final Consumer<ClientException> sink;
    private boolean told;

    Withheld(Consumer<ClientException> sink) {
        this.sink = sink;
    }

    /// @param why a message cannot be unpacked here, or null
    void note(@Nullable String why) {
        if (why != null && !told) {
            told = true;
            sink.accept(new ClientException.LibraryMissing(why));
        }
    }
}
