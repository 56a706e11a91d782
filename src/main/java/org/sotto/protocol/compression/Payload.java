package org.sotto.protocol.compression;

/// What a content holds, as far as it matters to whether its size may depend on it.
public enum Payload {
    /// The words of one person and nothing else.
    TEXT,
    /// A secret beside the text, such as the send secret of a mailbox: whoever can choose the text could learn the
    /// secret from sizes.
    SECRET,
    /// Ids, receipts, or a text with something beside it that nobody has thought through.
    MIXED
}
