package org.sotto.client;

import java.time.Instant;
import java.util.HexFormat;
import org.sotto.client.store.MessageRow;
import org.sotto.protocol.ContentKind;

/// From stored rows to what the library's callers see.
final class MessageView {
    private MessageView() {}

    static Message of(MessageRow row, String ownName) {
        Long received = row.received();
        return new Message(
                kind(row.kind()),
                HexFormat.of().formatHex(row.contentId()),
                row.contact(),
                row.outgoing() ? ownName : row.contact(),
                row.outgoing() ? row.contact() : ownName,
                row.text(),
                Instant.ofEpochMilli(row.sent()),
                received == null ? null : Instant.ofEpochMilli(received),
                state(row.state()));
    }

    private static MessageKind kind(int stored) {
        if (stored == MessageRow.TEXT) {
            return MessageKind.TEXT;
        }
        return stored == ContentKind.IDENTITY_ROTATION.code() ? MessageKind.IDENTITY_ROTATION : MessageKind.UNSUPPORTED;
    }

    private static MessageState state(MessageRow.State state) {
        return switch (state) {
            case QUEUED -> MessageState.QUEUED;
            case SENT -> MessageState.SENT;
            case DELIVERED -> MessageState.DELIVERED;
            case FAILED -> MessageState.FAILED;
            case RECEIVED -> MessageState.RECEIVED;
            case ACCEPTED -> MessageState.ACCEPTED;
        };
    }
}
