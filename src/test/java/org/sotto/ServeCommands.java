package org.sotto;

/// Lets tests of the command line see the command that boots the server.
public final class ServeCommands {
    private ServeCommands() {}

    public static Object create() {
        return new ServeCommand();
    }
}
