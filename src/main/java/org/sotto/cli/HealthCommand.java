package org.sotto.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import org.sotto.platform.SandboxProbe;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "health",
        description = "Say whether the server of a data folder is ready. Exit code 0 if it is, 1 otherwise.")
final class HealthCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final ServerOptions server;

    @Option(
            names = "--sandbox",
            description = "instead, make each system call that the container's seccomp profile forbids, print what"
                    + " came of it, and exit with 1 if one is allowed")
    private boolean sandbox;

    @Mixin
    private final HelpOption help = new HelpOption();

    HealthCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.server = new ServerOptions(surroundings);
    }

    @Override
    public Integer call() {
        return sandbox ? probe(surroundings.out()) : ask(surroundings.out());
    }

    private int ask(PrintStream out) {
        server.operator().requireReady();
        out.println("ready");
        return ExitCode.OK;
    }

    private static int probe(PrintStream out) {
        String problem = SandboxProbe.problem();
        if (problem != null) {
            throw new CliException(
                    "a system call " + problem, "a program that Java runs makes them: ./sotto without SOTTO_BINARY");
        }
        List<SandboxProbe.Finding> findings = SandboxProbe.run();
        findings.forEach(finding -> out.printf(
                "%-15s %-8s %s%n", finding.call(), finding.isRefused() ? "refused" : "ALLOWED", finding.outcome()));
        return findings.stream().allMatch(SandboxProbe.Finding::isRefused) ? ExitCode.OK : ExitCode.ERROR;
    }
}
