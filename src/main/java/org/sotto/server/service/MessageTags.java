package org.sotto.server.service;

import java.util.Arrays;

/// What stands in the database in place of a message id.
final class MessageTags {
    /// Bytes: as many as the id has, for a tag has to be unique within a device's mailboxes only.
    private static final int SIZE = 16;

    private MessageTags() {}

    static byte[] tag(Pseudonyms pseudonyms, byte[] messageId) {
        return Arrays.copyOf(pseudonyms.tag(Table.PENDING_MESSAGES, messageId), SIZE);
    }
}
