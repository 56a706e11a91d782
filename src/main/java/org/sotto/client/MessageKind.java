package org.sotto.client;

/// What a line of the history is.
public enum MessageKind {
    TEXT,
    /// A content that this version cannot show; its text is a placeholder.
    UNSUPPORTED
}
