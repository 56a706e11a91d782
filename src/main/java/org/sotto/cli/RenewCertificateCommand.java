package org.sotto.cli;

import java.util.concurrent.Callable;
import org.sotto.api.CertificateInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "renew-certificate",
        description = "Make a new certificate under the same key, so that every card and link stays good.")
final class RenewCertificateCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final ServerOptions server;

    @Mixin
    private final HelpOption help = new HelpOption();

    RenewCertificateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.server = new ServerOptions(surroundings);
    }

    @Override
    public Integer call() {
        CertificateInfo certificate = server.operator().renewCertificate();
        surroundings.out().println("good until " + certificate.notAfter());
        if (!certificate.active()) {
            surroundings.err().println("in use from the server's next start on");
        }
        return ExitCode.OK;
    }
}
