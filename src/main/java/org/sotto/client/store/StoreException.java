package org.sotto.client.store;

/// Every expected failure of the local database.
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// What is wrong.
    public enum Kind {
        /// Made by a newer version of the program.
        NEWER,
        /// Made by an older version whose tables are not known any more.
        OLDER,
        /// Not a database of this program, or damaged.
        DAMAGED,
        /// Another process holds it for longer than the busy timeout.
        BUSY,
        /// The disk is full or cannot be written.
        NOT_WRITABLE
    }

    private final Kind kind;

    StoreException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    StoreException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
