package org.sotto.support;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private static final Comparator<SkippedKey.Id> ORDER =
            Comparator.comparingLong(SkippedKey.Id::chain).thenComparingLong(SkippedKey.Id::index);

    private record Row(byte[] key, long storedMs) {}

    private final Map<SkippedKey.Kind, TreeMap<SkippedKey.Id, Row>> rows = new EnumMap<>(SkippedKey.Kind.class);

    public MemorySkippedKeys() {
        for (SkippedKey.Kind kind : SkippedKey.Kind.values()) {
            rows.put(kind, new TreeMap<>(ORDER));
        }
    }

    private TreeMap<SkippedKey.Id, Row> rows(SkippedKey.Kind kind) {
        return Objects.requireNonNull(rows.get(kind));
    }

    @Override
    public Optional<SkippedKey> find(SkippedKey.Id id) {
        return Optional.ofNullable(rows(id.kind()).get(id)).map(row -> new SkippedKey(id, SecretBytes.copyOf(row.key)));
    }

    @Override
    public List<SkippedKey.Id> oldest(SkippedKey.Kind kind, int count) {
        return rows(kind).keySet().stream().limit(count).toList();
    }

    @Override
    public List<SkippedKey.Id> storedBefore(long timeMs) {
        return rows.values().stream()
                .flatMap(kind -> kind.entrySet().stream())
                .filter(entry -> entry.getValue().storedMs < timeMs)
                .map(Map.Entry::getKey)
                .toList();
    }

    /// Returns what takes the changes back, as a store that rolls a transaction back does.
    @CanIgnoreReturnValue
    public Runnable apply(SkippedKeyChanges changes, long nowMs) {
        Map<SkippedKey.Id, Row> removed = new HashMap<>();
        for (SkippedKey.Id id : changes.removed()) {
            Row row = rows(id.kind()).remove(id);
            if (row == null) {
                throw new IllegalStateException("removed a key that is not stored: " + id);
            }
            removed.put(id, row);
        }
        List<SkippedKey.Id> added = new ArrayList<>();
        for (SkippedKey key : changes.added()) {
            byte[] bytes = SecretAccess.bytes(key.key()).clone();
            if (rows(key.id().kind()).put(key.id(), new Row(bytes, nowMs)) != null) {
                throw new IllegalStateException("stored a key twice: " + key.id());
            }
            added.add(key.id());
        }
        return () -> {
            added.forEach(id -> rows(id.kind()).remove(id));
            removed.forEach((id, row) -> rows(id.kind()).put(id, row));
        };
    }

    public int count(SkippedKey.Kind kind) {
        return rows(kind).size();
    }

    public List<SkippedKey.Id> ids(SkippedKey.Kind kind) {
        return oldest(kind, Integer.MAX_VALUE);
    }

    public MemorySkippedKeys copy() {
        MemorySkippedKeys copy = new MemorySkippedKeys();
        rows.forEach((kind, of) -> copy.rows(kind).putAll(of));
        return copy;
    }
}
