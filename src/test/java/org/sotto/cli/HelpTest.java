package org.sotto.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sotto.ServeCommands;
import picocli.CommandLine;

/// What `--help` says, docs/cli.md says, to the letter.
class HelpTest {
    private static final Cli CLI =
            new Cli(Surroundings.ofProcess(), ServeCommands.create(), (data, random) -> List.of());

    static Stream<String> commands() {
        return CLI.commands().getSubcommands().keySet().stream();
    }

    @Test
    void theManualHoldsTheOverview() throws IOException {
        assertTrue(manual().contains(CLI.commands().getUsageMessage()), "docs/cli.md does not hold sotto --help");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theManualHoldsTheHelpOf(String command) throws IOException {
        String help = CLI.commands().getSubcommands().get(command).getUsageMessage();
        assertTrue(manual().contains(help), () -> "docs/cli.md does not hold:\n" + help);
    }

    @Test
    void theManualHoldsTheHelpOfCommandsBelowCommands() throws IOException {
        String help = CLI.commands()
                .getSubcommands()
                .get("config")
                .getSubcommands()
                .get("check")
                .getUsageMessage();
        assertTrue(help.startsWith("Usage: sotto config check "), help);
        assertTrue(manual().contains(help), () -> "docs/cli.md does not hold:\n" + help);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasHelp(String command) {
        CommandLine line = CLI.commands().getSubcommands().get(command);
        assertTrue(line.getCommandSpec().optionsMap().containsKey("--help"), command);
        assertTrue(line.getUsageMessage().startsWith("Usage: sotto " + command + " "), command);
    }

    @Test
    void theCommandsAreThese() {
        assertEquals(
                List.of(
                        "serve",
                        "config",
                        "server-backup",
                        "server-restore",
                        "invite",
                        "devices",
                        "revoke",
                        "renew-certificate",
                        "health",
                        "audit",
                        "register",
                        "card",
                        "add",
                        "contacts",
                        "verify",
                        "send",
                        "receive",
                        "history",
                        "end",
                        "rotate-identity",
                        "status",
                        "token",
                        "version",
                        "demo"),
                commands().toList());
    }

    @Test
    void theVersionIsThePomsOne() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        assertTrue(pom.contains("<artifactId>sotto</artifactId>\n  <version>" + VersionCommand.VERSION + "</version>"));
    }

    @Test
    void noHelpHoldsAColour() {
        Map<String, CommandLine> all = CLI.commands().getSubcommands();
        all.values().forEach(line -> assertEquals(-1, line.getUsageMessage().indexOf('\u001b')));
    }

    private static String manual() throws IOException {
        return Files.readString(Path.of("docs", "cli.md"));
    }
}
