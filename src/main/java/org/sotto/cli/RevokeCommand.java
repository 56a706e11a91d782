package org.sotto.cli;

import java.util.concurrent.Callable;
import org.sotto.api.DeviceInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "revoke",
        description = "End a device for good, with all that waits for it. For the operator, while the server runs.",
        footer = {"", "It cannot come back; its owner keeps the history and needs a new invitation."})
final class RevokeCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(
            paramLabel = "DEVICE",
            parameterConsumer = DeviceName.class,
            description = "as sotto devices names it, or the device id of its owner's sotto status")
    private String device = "";

    @Mixin
    private final ServerOptions server;

    @Mixin
    private final HelpOption help = new HelpOption();

    RevokeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.server = new ServerOptions(surroundings);
    }

    @Override
    public Integer call() {
        DeviceInfo revoked = server.operator().revoke(device);
        surroundings.out().println("revoked " + DevicesCommand.text(revoked));
        return ExitCode.OK;
    }
}
