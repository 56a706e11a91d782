package org.sotto;

/// Says what the server's tiers refuse. They put the hint behind the message; the command line has it on a line of its
/// own.
final class Complaint {
    static final String HINT = " (hint: ";

    private Complaint() {}

    static void say(String message, String hint) {
        say(message + HINT + hint + ")");
    }

    static void say(String message) {
        int hint = message.indexOf(HINT);
        System.err.println("sotto: " + (hint < 0 ? message : message.substring(0, hint)));
        if (hint >= 0) {
            System.err.println("hint: " + message.substring(hint + HINT.length(), message.length() - 1));
        }
    }
}
