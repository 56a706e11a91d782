package org.sotto.crypto.ratchet;

import java.util.List;

/// What a transition changes among the stored keys. The store applies it in the transaction that writes the next
/// session state: first the removals, then the additions.
public final class SkippedKeyChanges implements AutoCloseable {
    private final List<SkippedKey> added;
    private final List<SkippedKey.Id> removed;

    SkippedKeyChanges(List<SkippedKey> added, List<SkippedKey.Id> removed) {
        this.added = List.copyOf(added);
        this.removed = List.copyOf(removed);
    }

    /// New rows; none of their ids was stored before.
    public List<SkippedKey> added() {
        return added;
    }

    /// Rows whose key was used, evicted or has expired.
    public List<SkippedKey.Id> removed() {
        return removed;
    }

    /// Wipes the keys of the new rows.
    @Override
    public void close() {
        added.forEach(SkippedKey::close);
    }
}
