package org.sotto.cli;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Prints what reached the JVM as its arguments; the launcher's test starts it in the program's place.
final class ArgumentsInHex {
    private ArgumentsInHex() {}

    public static void main(String[] args) {
        for (String arg : args) {
            System.out.println(HexFormat.of().formatHex(arg.getBytes(StandardCharsets.UTF_8)));
        }
        System.out.println(System.getProperty("stdin.encoding") + " 你好");
    }
}
