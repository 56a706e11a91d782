package org.sotto.client.vault;

/// Every expected failure with a profile's files.
public final class VaultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// What is wrong.
    public enum Kind {
        /// No profile is at this place.
        MISSING,
        /// A profile is at this place already.
        EXISTS,
        /// No slot opens.
        WRONG_PASSPHRASE,
        /// The slot that opens asks for what this version does not know.
        NEWER,
        /// A file has not the size that every profile's has.
        DAMAGED,
        /// The folder or a file cannot be read or written.
        NOT_ACCESSIBLE
    }

    private final Kind kind;

    public VaultException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public VaultException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
