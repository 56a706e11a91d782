package org.sotto.nativeimage;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/// The shape of a call out of Java, in the layout letters of `FunctionDescriptor.toString()`: the builder
/// makes one stub for each shape.
///
/// @param function `(j8j8)j8`
/// @param options  in alphabetical order
record Downcall(String function, String options) {
    /// A canonical layout of Linux with 64 bits, and its letter.
    private static final Map<String, String> LETTERS =
            Map.of("jlong", "j8", "long", "j8", "jint", "i4", "int", "i4", "void*", "a8", "void", "v", "size_t", "j8");

    static Downcall parse(JsonNode entry) {
        StringBuilder function = new StringBuilder("(");
        for (JsonNode each : entry.path("parameterTypes")) {
            function.append(letter(each.asText()));
        }
        function.append(")").append(letter(entry.path("returnType").asText()));
        JsonNode options = entry.path("options");
        List<String> names = new ArrayList<>();
        if (options.path("captureCallState").asBoolean()) {
            names.add("captureCallState");
        }
        if (options.has("critical")) {
            names.add(options.path("critical").path("allowHeapAccess").asBoolean() ? "critical, heap" : "critical");
        }
        if (options.has("firstVariadicArg")) {
            names.add("firstVariadicArg=" + options.path("firstVariadicArg").asInt());
        }
        return new Downcall(function.toString(), String.join(",", names));
    }

    private static String letter(String layout) {
        String letter = LETTERS.get(layout);
        if (letter == null) {
            throw new IllegalArgumentException("no canonical layout of ours: " + layout);
        }
        return letter;
    }

    @Override
    public String toString() {
        return new StringJoiner("; ").add(function).add(options).toString();
    }
}
