package org.sotto.server.observe;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;

/// Hears every line of the log, stack traces included, while it is open; ours from a level on.
final class LogRecorder extends Handler implements AutoCloseable {
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final Logger ours = Logger.getLogger("org.sotto");
    private final Level before = ours.getLevel();

    LogRecorder(Level level) {
        ours.setLevel(level);
        setLevel(Level.ALL);
        Logger.getLogger("").addHandler(this);
        Logger.getLogger("org.sotto.test").log(level, "the recorder hears");
    }

    @Override
    public void publish(LogRecord record) {
        StringWriter text = new StringWriter();
        text.append(record.getLoggerName())
                .append(' ')
                .append(ExtLogRecord.wrap(record).getFormattedMessage());
        if (record.getThrown() != null) {
            record.getThrown().printStackTrace(new PrintWriter(text, true));
        }
        lines.add(text.toString());
    }

    String text() {
        synchronized (lines) {
            return String.join("\n", lines);
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
        ours.setLevel(before);
    }
}
