package org.sotto.support;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.ratchet.SkippedKey;
import org.sotto.crypto.ratchet.SkippedKeyChanges;
import org.sotto.crypto.ratchet.SkippedKeys;

/// The stored keys of one session in memory, as a store would hold them: it refuses a key that it has, and a removal of
/// one that it has not.
public final class MemorySkippedKeys implements SkippedKeys {
    private static final Comparator<SkippedKey.Id> ORDER = Comparator.comparing(SkippedKey.Id::kind)
            .thenComparingLong(SkippedKey.Id::chain)
            .thenComparingLong(SkippedKey.Id::index);

    private record Row(byte[] key, long storedMs) {}

    private final TreeMap<SkippedKey.Id, Row> rows = new TreeMap<>(ORDER);

    @Override
    public Optional<SkippedKey> find(SkippedKey.Id id) {
        return Optional.ofNullable(rows.get(id)).map(row -> new SkippedKey(id, SecretBytes.copyOf(row.key)));
    }

    @Override
    public List<SkippedKey.Id> oldest(SkippedKey.Kind kind, int count) {
        return rows.keySet().stream()
                .filter(id -> id.kind() == kind)
                .limit(count)
                .toList();
    }

    @Override
    public List<SkippedKey.Id> storedBefore(long timeMs) {
        return rows.entrySet().stream()
                .filter(entry -> entry.getValue().storedMs < timeMs)
                .map(java.util.Map.Entry::getKey)
                .toList();
    }

    public void apply(SkippedKeyChanges changes, long nowMs) {
        for (SkippedKey.Id id : changes.removed()) {
            if (rows.remove(id) == null) {
                throw new IllegalStateException("removed a key that is not stored: " + id);
            }
        }
        for (SkippedKey key : changes.added()) {
            byte[] bytes = SecretAccess.bytes(key.key()).clone();
            if (rows.put(key.id(), new Row(bytes, nowMs)) != null) {
                throw new IllegalStateException("stored a key twice: " + key.id());
            }
        }
    }

    public int count(SkippedKey.Kind kind) {
        return (int) rows.keySet().stream().filter(id -> id.kind() == kind).count();
    }

    public List<SkippedKey.Id> ids(SkippedKey.Kind kind) {
        return oldest(kind, Integer.MAX_VALUE);
    }

    public MemorySkippedKeys copy() {
        MemorySkippedKeys copy = new MemorySkippedKeys();
        copy.rows.putAll(rows);
        return copy;
    }
}
