package org.sotto.cli;

import picocli.CommandLine.Option;

/// `--help`, the same on every command.
public final class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this text")
    boolean help;
}
