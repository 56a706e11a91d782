package org.sotto;

import java.util.List;

/// Lets tests of the command line see the commands that know the server.
public final class ServeCommands {
    private ServeCommands() {}

    public static List<Object> create() {
        return List.of(new ServeCommand(), new ConfigCommand(), new BackupCommand(), new RestoreCommand());
    }
}
