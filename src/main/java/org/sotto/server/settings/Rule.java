package org.sotto.server.settings;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a value must be. Values are text here; the file says which JSON type each has.
public sealed interface Rule {
    /// A whole number of a range, both ends included.
    record Whole(int min, int max) implements Rule {}

    /// One word of a list.
    record OneOf(List<String> allowed, String hint) implements Rule {}

    /// A switch that stands, for a file of the original design to be valid.
    record OnlyTrue(String hint) implements Rule {}

    /// A list of different words in the order of preference.
    record Names(List<String> allowed) implements Rule {}

    /// A name or an address to listen on, without brackets.
    record Address() implements Rule {}

    /// A file; a relative one is looked for in the data folder.
    record FilePath() implements Rule {}

    static Rule only(String value, String why) {
        return new OneOf(List.of(value), "only " + value + " is taken: " + why);
    }

    /// What is wrong with a value and what would be right, or nothing.
    default @Nullable Problem problem(String value) {
        return switch (this) {
            case Whole range -> range(range, value);
            case OneOf words -> words.allowed.contains(value) ? null : new Problem("which is not allowed", words.hint);
            case OnlyTrue fixed ->
                value.equals("true") ? null : new Problem("which is not allowed", "only true is taken: " + fixed.hint);
            case Names names -> names(names, value);
            case Address a ->
                value.matches("[A-Za-z0-9.:-]{1,253}")
                        ? null
                        : new Problem(
                                "which is no address",
                                "127.0.0.1 for this machine alone, 0.0.0.0 for all of its addresses");
            case FilePath f -> file(value);
        };
    }

    private static @Nullable Problem range(Whole range, String value) {
        String hint = range.min + " to " + range.max;
        if (!value.matches("-?(0|[1-9][0-9]{0,17})")) {
            return new Problem("which is no whole number", hint);
        }
        long number = Long.parseLong(value);
        if (number < range.min) {
            return new Problem("which is too small", hint);
        }
        return number > range.max ? new Problem("which is too large", hint) : null;
    }

    private static @Nullable Problem names(Names names, String value) {
        List<String> given = List.of(value.split(",", -1));
        String hint = "one or more of " + String.join(", ", names.allowed);
        if (!names.allowed.containsAll(given)) {
            return new Problem("which names another than the allowed ones", hint);
        }
        return Set.copyOf(given).size() == given.size() ? null : new Problem("which names one twice", hint);
    }

    /// The path goes through the framework's configuration and a database's address, where these have a meaning.
    private static @Nullable Problem file(String value) {
        boolean odd = value.isBlank()
                || value.endsWith("/")
                || value.contains("${")
                || value.chars().anyMatch(c -> c < ' ' || "?#%,\\".indexOf(c) >= 0);
        return odd ? new Problem("which is no path of a file", "a path without ? # % , \\ and ${") : null;
    }

    /// @param what follows the value in a sentence
    record Problem(String what, String hint) {}
}
