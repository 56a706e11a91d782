package org.sotto.server.backup;

import jakarta.inject.Singleton;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.sotto.server.config.DataFolder;
import org.sotto.server.repository.DatabaseCopy;
import org.sotto.server.service.AuditService;
import org.sotto.server.service.Refusal;
import org.sotto.server.service.RefusedRequest;
import org.sotto.server.settings.Settings;

/// Makes a backup while the server runs: the database as one moment leaves it, and the files beside it.
///
/// The copy of the database needs as much room again beside it while it lasts. Nobody waits for it: it reads one
/// snapshot, and what is written meanwhile stays in the write-ahead log.
@Singleton
public final class ServerBackup {
    private final DataFolder folder;
    private final DatabaseCopy database;
    private final Settings settings;
    private final AuditService audit;
    private final BackupTime time;
    private final ReentrantLock turn = new ReentrantLock();

    ServerBackup(DataFolder folder, DatabaseCopy database, Settings settings, AuditService audit, BackupTime time) {
        this.folder = folder;
        this.database = database;
        this.settings = settings;
        this.audit = audit;
        this.time = time;
    }

    /// Writes the head at once, the rest when the copy is made. The backup is whole when this returns.
    ///
    /// @throws RefusedRequest another one is under way
    public void write(BackupKey key, OutputStream to) throws IOException {
        if (!turn.tryLock()) {
            throw new RefusedRequest(new Refusal.Unavailable("another backup is under way"));
        }
        try {
            audit.backedUp(); // before the copy, which so tells of itself
            SealedOutput sealed = new SealedOutput(to, key);
            to.flush();
            write(new DataOutputStream(sealed));
            sealed.finish();
            time.made();
        } finally {
            turn.unlock();
        }
    }

    private void write(DataOutputStream to) throws IOException {
        Path copy = database.make();
        try {
            for (Map.Entry<String, Path> file :
                    BackupFiles.present(folder, settings).entrySet()) {
                Archive.write(to, file.getKey(), file.getValue());
            }
            Archive.write(to, BackupFiles.DATABASE, copy);
            Archive.end(to);
        } finally {
            Files.deleteIfExists(copy);
        }
    }
}
