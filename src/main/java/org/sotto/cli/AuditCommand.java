package org.sotto.cli;

import java.io.PrintStream;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sotto.api.AuditEntry;
import org.sotto.api.AuditVerification;
import org.sotto.api.Page;
import org.sotto.operator.OperatorClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "audit",
        description = "Print the audit log, oldest row first. For the operator, while the server runs.")
final class AuditCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final ServerOptions server;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "no rows before this: 2026-11-23, or 2026-11-23T12:00:00Z")
    private @Nullable Instant since;

    @Option(
            names = "--verify",
            description = "then check the whole log; exit code 1 if a row is missing, altered or added")
    private boolean verify;

    @Option(names = "--json", description = "one JSON object a line")
    private boolean json;

    @Mixin
    private final HelpOption help = new HelpOption();

    AuditCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.server = new ServerOptions(surroundings);
    }

    @Override
    public Integer call() {
        OperatorClient operator = server.operator();
        PrintStream out = surroundings.out();
        list(operator, entry -> out.println(json ? AuditJson.line(entry) : AuditText.line(entry)));
        if (verify) {
            report(operator.verifyAudit(), out);
        }
        return ExitCode.OK;
    }

    private void list(OperatorClient operator, Consumer<AuditEntry> print) {
        String after = null;
        do {
            Page<AuditEntry> page = operator.audit(since, after);
            page.items().forEach(print);
            after = page.next();
        } while (after != null);
    }

    private void report(AuditVerification verification, PrintStream out) {
        if (json) {
            out.println(AuditJson.line(verification));
        } else if (verification.intact()) {
            out.println(AuditText.line(verification));
        }
        if (!verification.intact()) {
            throw new CliException(
                    "the audit log is not whole: " + AuditText.problem(verification),
                    "docs/operations.md says what that can mean");
        }
    }
}
