package org.sotto.client.backup;

/// Every expected failure with recovery words and what is sealed under them.
public final class BackupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// What is wrong.
    public enum Kind {
        /// Not 24 words.
        WORD_COUNT,
        /// A word that is not in the list; the message names it.
        UNKNOWN_WORD,
        /// Each word is in the list, and together they are none that was ever given out.
        WORD_CHECKSUM,
        /// The words are well-formed, but this was sealed under others, or its salt or commitment is damaged.
        OTHER_WORDS,
        /// The bytes are not what was sealed.
        DAMAGED
    }

    private final Kind kind;

    BackupException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
