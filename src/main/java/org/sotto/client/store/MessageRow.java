package org.sotto.client.store;

import org.jspecify.annotations.Nullable;

/// A line of the history as stored.
///
/// @param seq       order of arrival
/// @param contentId 16 bytes
/// @param kind      0 text, else the content's kind that cannot be shown
/// @param received  null for own messages; ms since the epoch
public record MessageRow(
        long seq,
        String contact,
        byte[] contentId,
        int kind,
        boolean outgoing,
        String text,
        long sent,
        @Nullable Long received,
        State state) {
    /// Shown as text.
    public static final int TEXT = 0;

    /// How far it has come. The order is stored.
    public enum State {
        QUEUED,
        SENT,
        DELIVERED,
        FAILED,
        RECEIVED,
        ACCEPTED
    }
}
