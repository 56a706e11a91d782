package org.sotto.cli;

import java.time.Instant;
import java.util.List;
import org.sotto.cli.demo.StoredTables;
import org.sotto.protocol.ContactCard;
import org.sotto.protocol.Invitation;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/// The command line: parses, runs one command, and turns every failure into one line, a hint and an exit code.
public final class Cli {
    private static final int WIDTH = 100;

    private final Surroundings surroundings;
    private final CommandLine commands;

    /// @param server the picocli commands that know the server, `serve` first; they live outside, for the command line
    ///     knows none
    Cli(Surroundings surroundings, List<Object> server, StoredTables tables) {
        this.surroundings = surroundings;
        this.commands = tree(surroundings, server, tables);
        commands.setOut(new java.io.PrintWriter(surroundings.out(), true))
                .setErr(new java.io.PrintWriter(surroundings.err(), true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setUsageHelpWidth(WIDTH)
                .setExpandAtFiles(false)
                .registerConverter(Invitation.class, CardText::invitation)
                .registerConverter(ContactCard.class, CardText::card)
                .registerConverter(Instant.class, PointInTime::parse)
                .setParameterExceptionHandler((e, args) -> usage(e))
                .setExecutionExceptionHandler((e, line, result) -> Failure.report(surroundings.err(), e));
    }

    /// Runs one command of this process.
    ///
    /// @return the exit code
    public static int run(String[] args, List<Object> server, StoredTables tables) {
        return new Cli(Surroundings.ofProcess(), server, tables).execute(args);
    }

    int execute(String... args) {
        int code = commands.execute(args);
        surroundings.err().flush();
        if (surroundings.out().checkError() && code == ExitCode.OK) {
            return Failure.report(
                    surroundings.err(),
                    new CliException("the results could not be written", "messages stand in sotto history"));
        }
        return code;
    }

    CommandLine commands() {
        return commands;
    }

    private int usage(ParameterException e) {
        if (e.getCause() instanceof CliException cause) {
            return Failure.report(surroundings.err(), cause);
        }
        return Failure.usage(
                surroundings.err(),
                e.getMessage(),
                e.getCommandLine().getCommandSpec().qualifiedName());
    }

    /// No option can be meant: none has so many letters.
    private static CommandLine nameMayStartWithADash(Object command) {
        return new CommandLine(command)
                .setPosixClusteredShortOptionsAllowed(false)
                .setUnmatchedOptionsArePositionalParams(true);
    }

    private static CommandLine tree(Surroundings surroundings, List<Object> server, StoredTables tables) {
        CommandLine tree = new CommandLine(new SottoCommand());
        server.forEach(tree::addSubcommand);
        return tree.addSubcommand(new InviteCommand(surroundings))
                .addSubcommand(new DevicesCommand(surroundings))
                .addSubcommand(nameMayStartWithADash(new RevokeCommand(surroundings)))
                .addSubcommand(new RenewCertificateCommand(surroundings))
                .addSubcommand(new HealthCommand(surroundings))
                .addSubcommand(new AuditCommand(surroundings))
                .addSubcommand(new RegisterCommand(surroundings))
                .addSubcommand(new CardCommand(surroundings))
                .addSubcommand(new AddCommand(surroundings))
                .addSubcommand(new ContactsCommand(surroundings))
                .addSubcommand(new VerifyCommand(surroundings))
                .addSubcommand(new SendCommand(surroundings))
                .addSubcommand(new ReceiveCommand(surroundings))
                .addSubcommand(new HistoryCommand(surroundings))
                .addSubcommand(new EndCommand(surroundings))
                .addSubcommand(new RotateIdentityCommand(surroundings))
                .addSubcommand(new StatusCommand(surroundings))
                .addSubcommand(new TokenCommand(surroundings))
                .addSubcommand(new VersionCommand(surroundings))
                .addSubcommand(new DemoCommand(surroundings, tables));
    }
}
