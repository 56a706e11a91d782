package org.sotto.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sotto.cli.demo.Demo;
import org.sotto.cli.demo.StoredTables;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description = "Start a server, let two people talk over it, check each step, and leave nothing behind.")
final class DemoCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final StoredTables tables;

    @Option(names = "--keep", paramLabel = "DIR", description = "play in this empty folder and leave it behind")
    private @Nullable Path keep;

    @Mixin
    private final HelpOption help = new HelpOption();

    DemoCommand(Surroundings surroundings, StoredTables tables) {
        this.surroundings = surroundings;
        this.tables = tables;
    }

    @Override
    public Integer call() {
        new Demo(surroundings.out(), surroundings.clock(), surroundings.random(), tables).run(keep);
        return ExitCode.OK;
    }
}
