package org.sotto;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Arrays;

/// The program's entry point: `serve` boots Quarkus, every other command is plain Java.
@QuarkusMain
public final class Sotto {
    Sotto() {}

    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals("serve")) {
            ServeCommand.run(Arrays.copyOfRange(args, 1, args.length));
        } else if (LaunchMode.current() == LaunchMode.DEVELOPMENT) {
            ServeCommand.run(args); // `mvn quarkus:dev` names no command
        } else {
            System.err.println("unknown command (hint: sotto serve --help)");
            System.exit(2);
        }
    }
}
