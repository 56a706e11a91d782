package org.sotto.server.config;

import io.quarkus.runtime.QuarkusBindException;
import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Says in one lower-case line why the server did not start.
public final class StartFailure {
    private static final String WRONG_KEY = "the database does not open with the key beside it (hint: restore the"
            + " whole data folder from one backup, with storage.encryption as it was)";

    private StartFailure() {}

    public static String explain(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            String line = line(each);
            if (line != null) {
                return line;
            }
        }
        return "the server cannot start: " + oneLine(rootOf(failure)) + " (hint: see the log above)";
    }

    private static @Nullable String line(Throwable each) {
        return switch (each) {
            case StartRefusedException refused -> refused.getMessage();
            case QuarkusBindException bind -> bind(bind);
            case BindException bind ->
                "cannot listen: " + oneLine(bind).toLowerCase(Locale.ROOT) + " (hint: check --host and --port)";
            case FileSystemException file
            when isReadOnly(file) ->
                "the data folder cannot be written: " + file.getFile()
                        + " is on a read-only file system (hint: mount it for writing, or give another --data)";
            case UnknownHostException host -> "no such host: " + oneLine(host) + " (hint: check --host)";
            default -> isWrongKey(each) ? WRONG_KEY : null;
        };
    }

    private static String bind(QuarkusBindException bind) {
        return QuarkusBindException.isKnownHost(bind.getHost())
                ? "port " + bind.getPort() + " is in use (hint: stop the other program, or give another --port)"
                : "cannot listen on " + bind.getHost() + ": no address of this machine (hint: check --host)";
    }

    private static boolean isReadOnly(FileSystemException file) {
        return String.valueOf(file.getReason()).contains("Read-only file system");
    }

    /// SQLite's word for pages that do not open.
    private static boolean isWrongKey(Throwable each) {
        return oneLine(each).contains("SQLITE_NOTADB");
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String oneLine(Throwable failure) {
        String message = failure.getMessage();
        return message == null
                ? failure.getClass().getSimpleName()
                : message.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
