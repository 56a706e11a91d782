package org.sotto.cli;

/// A failure of the command line itself. The message is one lower-case line, the hint says what helps.
final class CliException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String hint;

    CliException(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    String hint() {
        return hint;
    }
}
