package org.sotto.transport;

/// Who wants to know how the way to the server does. Called on the event loop: it must not block.
@FunctionalInterface
public interface LinkObserver {
    void observe(LinkSample sample);
}
