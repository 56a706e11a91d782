package org.sotto.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;

/// What the commands take from the process they run in; tests bring their own.
///
/// @param in          standard input
/// @param out         results, UTF-8 in every locale
/// @param err         all else
/// @param environment the variables
/// @param prompt      asks for a passphrase
/// @param profiles    opens them
/// @param clock       time and the zone that times are shown in
/// @param random      for all keys
record Surroundings(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        PassphrasePrompt prompt,
        Profiles profiles,
        Clock clock,
        SecureRandom random) {
    static Surroundings ofProcess() {
        return new Surroundings(
                System.in,
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                System.getenv(),
                new TerminalPrompt(),
                Profiles.remote(),
                Clock.systemDefaultZone(),
                new SecureRandom());
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
