package org.sotto.operator;

/// An expected failure of an operator's command. The message is one lower-case line, the hint says what helps.
public final class OperatorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String hint;

    OperatorException(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    public String hint() {
        return hint;
    }
}
