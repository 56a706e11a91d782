package org.sotto;

import io.quarkus.runtime.Quarkus;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.sotto.cli.HelpOption;
import org.sotto.platform.CoreDumps;
import org.sotto.platform.MemoryProtection;
import org.sotto.server.ServerLifetime;
import org.sotto.server.config.PublicAddress;
import org.sotto.server.config.StartFailure;
import org.sotto.server.config.StartRefusedException;
import org.sotto.server.settings.SettingKey;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `sotto serve`: hands its options to the configuration and runs the server until it is told to stop.
@Command(
        name = "serve",
        description = "Run a server. The first start makes its keys, its certificate and its encrypted database.",
        sortOptions = false)
final class ServeCommand implements Callable<Integer> {
    private static final int MAX_PORT = 65_535;

    @Option(names = "--data", paramLabel = "DIR", description = "the server's folder (default: SOTTO_DATA or ./data)")
    private @Nullable String data;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "the settings (default: SOTTO_CONFIG, or config/config.json beside the server's folder"
                    + " where there is one)")
    private @Nullable String config;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "listen here (default: 127.0.0.1)")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "PORT", description = "0 takes a free one (default: 8443)")
    private @Nullable Integer port;

    @Option(
            names = "--public-address",
            paramLabel = "HOST[:PORT]",
            description = "what stands on cards and invitations (default: host and port)")
    private @Nullable String publicAddress;

    @Option(
            names = "--management-port",
            paramLabel = "PORT",
            description = "the operator's interface on loopback (default: 0, a free one)")
    private @Nullable Integer managementPort;

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            description = "text, or json: one object a line (default: text)")
    private @Nullable String logFormat;

    @Mixin
    private final HelpOption help = new HelpOption();

    @Override
    public Integer call() {
        try {
            checkOptions();
        } catch (StartRefusedException e) {
            return refuse(e.getMessage());
        }
        try {
            settings().forEach(ServeCommand::set);
        } catch (StartRefusedException e) {
            Complaint.say(String.valueOf(e.getMessage()));
            return CommandLine.ExitCode.SOFTWARE;
        }
        set("sotto.data", data);
        set("sotto.management-port", managementPort);
        set("sotto.public-address", publicAddress);
        // before the first logger: later it would be the JDK's own log manager
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        protectMemory();
        Quarkus.run(ServerLifetime.class, ServeCommand::end);
        return CommandLine.ExitCode.OK;
    }

    private void checkOptions() {
        checked("--port", port);
        checked("--management-port", managementPort);
        if (publicAddress != null) {
            PublicAddress.parse(publicAddress, 1);
        }
    }

    /// Looked through whole before the framework starts and the first file is made.
    private Map<String, String> settings() {
        return new StartSettings(System.getenv(), data, config)
                .option(SettingKey.BIND_ADDRESS, "--host", host, "SOTTO_HOST")
                .option(SettingKey.PORT, "--port", port, "SOTTO_PORT")
                .option(SettingKey.LOG_FORMAT, "--log-format", logFormat, "SOTTO_LOG_FORMAT")
                .properties();
    }

    /// Nothing that fails here stops a server.
    private static void protectMemory() {
        CoreDumps.forbid();
        MemoryProtection memory = MemoryProtection.now();
        if (!memory.isFull()) {
            // a line of the log, in its format; it waits until the log is set up
            Logger.getLogger("org.sotto").warn("memory is " + memory.text());
        }
    }

    private static void set(String name, @Nullable Object value) {
        if (value != null) {
            System.setProperty(name, value.toString());
        }
    }

    private static void checked(String option, @Nullable Integer port) {
        if (port != null && (port < 0 || port > MAX_PORT)) {
            throw new StartRefusedException(option + " " + port + " is no port (hint: 0 to 65535)");
        }
    }

    private static int refuse(@Nullable String message) {
        Complaint.say(message
                + (message == null || !message.contains(Complaint.HINT) ? " (hint: see sotto serve --help)" : ""));
        return CommandLine.ExitCode.USAGE;
    }

    private static void end(Integer code, @Nullable Throwable failure) {
        if (failure != null) {
            Complaint.say(StartFailure.explain(failure));
        }
        System.exit(code);
    }
}
