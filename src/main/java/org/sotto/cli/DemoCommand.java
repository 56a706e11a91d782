package org.sotto.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sotto.cli.demo.Demo;
import org.sotto.cli.demo.StoredTables;
import org.sotto.cli.demo.Visit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        description = "Start a server, let two people talk over it, check each step, and leave nothing behind.")
final class DemoCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final StoredTables tables;

    @Option(names = "--keep", paramLabel = "DIR", description = "play in this empty folder and leave it behind")
    private @Nullable Path keep;

    @Option(
            names = "--invitation",
            paramLabel = "LINK",
            description = "given twice: start no server, but talk over the one that these are of")
    private List<String> invitations = new ArrayList<>();

    @Option(
            names = "--restart",
            paramLabel = "PROGRAM",
            description = "with --invitation: run it while messages wait; it ends the server and starts it again")
    private @Nullable Path restart;

    @Option(
            names = "--search",
            paramLabel = "DIR",
            description = "with --invitation: search this folder too for what was said; may be given again")
    private List<Path> search = new ArrayList<>();

    @Spec
    private CommandSpec spec;

    @Mixin
    private final HelpOption help = new HelpOption();

    DemoCommand(Surroundings surroundings, StoredTables tables) {
        this.surroundings = surroundings;
        this.tables = tables;
    }

    @Override
    public Integer call() {
        if (invitations.isEmpty()) {
            refuseUnless(restart == null && search.isEmpty(), "--restart and --search need --invitation");
            new Demo(surroundings.out(), surroundings.clock(), surroundings.random(), tables).run(keep);
        } else {
            refuseUnless(invitations.size() == 2 && keep == null, "give --invitation twice, and not --keep");
            new Visit(surroundings.out(), surroundings.clock(), surroundings.random())
                    .run(invitations, restart, search);
        }
        return ExitCode.OK;
    }

    private void refuseUnless(boolean fits, String otherwise) {
        if (!fits) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }
}
