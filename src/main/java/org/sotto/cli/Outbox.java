package org.sotto.cli;

import java.io.PrintStream;
import org.sotto.client.ClientException;
import org.sotto.client.FlushResult;
import org.sotto.client.Messenger;

/// Sends what waits and says why something cannot go. A server that is merely away is no news here.
final class Outbox {
    private Outbox() {}

    /// @return 4 if a key or pin was not the known one, else 0: what waits is kept, so it fails no command
    static int flush(Messenger messenger, PrintStream err) {
        FlushResult result = messenger.flush();
        int code = ExitCode.OK;
        for (ClientException problem : result.problems()) {
            boolean keyChanged = Failure.codeOf(problem) == ExitCode.KEY_CHANGED;
            if (keyChanged || !(problem instanceof ClientException.ServerUnreachable)) {
                Failure.report(err, problem);
            }
            code = keyChanged ? ExitCode.KEY_CHANGED : code;
        }
        return code;
    }
}
