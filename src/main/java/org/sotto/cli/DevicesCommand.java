package org.sotto.cli;

import java.util.concurrent.Callable;
import org.sotto.api.DeviceInfo;
import org.sotto.api.Page;
import org.sotto.operator.OperatorClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "devices",
        description = "List the registered devices by their pseudonyms, oldest first. For the operator, while the "
                + "server runs.")
final class DevicesCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final ServerOptions server;

    @Option(names = "--json", description = "one JSON object a line")
    private boolean json;

    @Mixin
    private final HelpOption help = new HelpOption();

    DevicesCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.server = new ServerOptions(surroundings);
    }

    @Override
    public Integer call() {
        OperatorClient operator = server.operator();
        String after = null;
        do {
            Page<DeviceInfo> page = operator.devices(after);
            page.items().forEach(device -> surroundings.out().println(json ? json(device) : text(device)));
            after = page.next();
        } while (after != null);
        return ExitCode.OK;
    }

    static String text(DeviceInfo device) {
        return TerminalText.line(device.device()) + "  registered " + device.registered() + "  attestation "
                + device.attestation().text();
    }

    private static String json(DeviceInfo device) {
        return new JsonLine()
                .text("device", device.device())
                .text("registered", device.registered().toString())
                .text("attestation", device.attestation().text())
                .end();
    }
}
