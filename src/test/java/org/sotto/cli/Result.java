package org.sotto.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Pattern;

/// What a command left behind. Each check returns the result, so that a script reads as one line a command.
record Result(int code, String out, String err) {
    Result exits(int expected) {
        assertEquals(expected, code, this::toString);
        return this;
    }

    /// Standard output as a whole.
    Result prints(String expected) {
        assertEquals(expected, out, this::toString);
        return this;
    }

    Result printsLike(String regex) {
        assertTrue(Pattern.compile(regex, Pattern.DOTALL).matcher(out).matches(), this::toString);
        return this;
    }

    /// Standard error as a whole.
    Result says(String expected) {
        assertEquals(expected, err, this::toString);
        return this;
    }

    Result saysLike(String regex) {
        assertTrue(Pattern.compile(regex, Pattern.DOTALL).matcher(err).matches(), this::toString);
        return this;
    }

    /// A failure in the manner of the program: nothing on standard output, one lower-case line and a hint.
    Result fails(int expected, String message) {
        exits(expected).prints("");
        return saysLike("sotto: " + Pattern.quote(message) + "[^\n]*\nhint: [^\n]+\n");
    }
}
