package org.sotto.client;

/// What a line of the history is.
public enum MessageKind {
    TEXT,
    /// The contact has a new identity; its text says what that means.
    IDENTITY_ROTATION,
    /// A content that this version cannot show; its text is a placeholder.
    UNSUPPORTED
}
