package org.sotto.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.sotto.client.Messenger;

/// What a person should know beside the results: on standard error, and without another exit code.
final class Advice {
    private Advice() {}

    static void onFiles(PrintStream err, Messenger messenger) {
        List<String> exposed = messenger.takeExposed();
        if (!exposed.isEmpty()) {
            err.println("others could read or change " + String.join(", ", exposed)
                    + " of the profile; that was put right");
            err.println("hint: who has a copy can try passphrases on it; if yours is weak, register anew and tell"
                    + " contacts");
        }
    }

    /// After a command that asked the server.
    static void onClock(PrintStream err, Messenger messenger) {
        messenger.clockAdvice().ifPresent(skew -> onClock(err, skew));
    }

    static void onClock(PrintStream err, Duration skew) {
        err.println("the server's clock differs by " + skew.toSeconds() + " s; set this machine's clock");
    }
}
