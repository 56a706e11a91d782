package org.sotto.server.fault;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Words that say how the server is made, none of which a stranger shall read.
final class InternalWords {
    private static final List<String> WORDS = List.of(
            "exception",
            "\tat ",
            "org.sotto",
            "java.",
            "jakarta",
            "quarkus",
            "vertx",
            "netty",
            "jackson",
            "fasterxml",
            "hibernate",
            "sqlite",
            "constraint",
            ".java:",
            "nullpointer");

    private InternalWords() {}

    static Optional<String> in(String answer) {
        String lower = answer.toLowerCase(Locale.ROOT);
        return WORDS.stream().filter(lower::contains).findFirst();
    }
}
