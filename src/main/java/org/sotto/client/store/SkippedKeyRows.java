package org.sotto.client.store;

import java.util.List;
import java.util.Optional;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.ratchet.SkippedKey;
import org.sotto.crypto.ratchet.SkippedKeys;

/// The skipped keys of one session, as the ratchet reads them.
final class SkippedKeyRows implements SkippedKeys {
    private final Sql sql;
    private final long session;

    SkippedKeyRows(Sql sql, long session) {
        this.sql = sql;
        this.session = session;
    }

    @Override
    public Optional<SkippedKey> find(SkippedKey.Id id) {
        return sql.one(
                        "SELECT secret FROM skipped_keys WHERE session = ? AND kind = ? AND chain = ? AND number = ?",
                        row -> row.getBytes(1),
                        session,
                        id.kind().code(),
                        id.chain(),
                        id.index())
                .map(secret -> new SkippedKey(id, SecretBytes.adopt(secret)));
    }

    @Override
    public List<SkippedKey.Id> oldest(SkippedKey.Kind kind, int count) {
        return sql.list(
                "SELECT chain, number FROM skipped_keys WHERE session = ? AND kind = ? ORDER BY chain, number LIMIT ?",
                row -> new SkippedKey.Id(kind, row.getLong(1), row.getLong(2)),
                session,
                kind.code(),
                count);
    }

    @Override
    public List<SkippedKey.Id> storedBefore(long timeMs) {
        return sql.list(
                "SELECT kind, chain, number FROM skipped_keys WHERE session = ? AND stored < ?",
                row -> new SkippedKey.Id(kind(row.getInt(1)), row.getLong(2), row.getLong(3)),
                session,
                timeMs);
    }

    private static SkippedKey.Kind kind(int code) {
        for (SkippedKey.Kind kind : SkippedKey.Kind.values()) {
            if (kind.code() == code) {
                return kind;
            }
        }
        throw new IllegalStateException("a skipped key of an unknown kind");
    }
}
