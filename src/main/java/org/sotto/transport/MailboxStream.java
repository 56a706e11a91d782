package org.sotto.transport;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Deliveries from the mailboxes of this device, at least once each until they are acknowledged.
public interface MailboxStream extends AutoCloseable {
    /// The next event, or null if there is none within `wait`.
    ///
    /// @throws TransportException Unreachable when the stream has ended
    @Nullable
    StreamEvent next(Duration wait);

    /// Tells the server that these are stored here: it deletes them.
    ///
    /// @param ids 16 bytes each
    void acknowledge(List<byte[]> ids);

    /// Waits for the answers to acknowledgments, shortly, and ends the stream.
    @Override
    void close();
}
