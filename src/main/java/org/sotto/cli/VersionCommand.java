package org.sotto.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "version", description = "Print the version.")
final class VersionCommand implements Callable<Integer> {
    /// The same as in pom.xml; a test compares them.
    static final String VERSION = "0.1.0";

    private final Surroundings surroundings;

    @Mixin
    private final HelpOption help = new HelpOption();

    VersionCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        surroundings.out().println("sotto " + VERSION);
        return ExitCode.OK;
    }
}
