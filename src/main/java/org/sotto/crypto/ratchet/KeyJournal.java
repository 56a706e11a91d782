package org.sotto.crypto.ratchet;

import java.util.ArrayList;
import java.util.List;
import org.sotto.crypto.RefusedException;
import org.sotto.crypto.RefusedException.Reason;
import org.sotto.crypto.key.SecretBytes;

/// Collects what one transition does to the stored keys. Until [#changes()] is asked for nothing has happened, so a
/// refused message drops the journal. Not thread-safe.
final class KeyJournal implements AutoCloseable {
    private final SkippedKeys stored;
    private final List<SkippedKey> added = new ArrayList<>();
    private final List<SkippedKey.Id> removed = new ArrayList<>();
    private boolean handedOver;

    KeyJournal(SkippedKeys stored) {
        this.stored = stored;
    }

    void add(SkippedKey.Id id, SecretBytes key) {
        added.add(new SkippedKey(id, key));
    }

    /// Takes a stored key out, for its one use.
    ///
    /// @throws RefusedException KEY_ALREADY_USED if there is none
    SecretBytes take(SkippedKey.Id id) {
        SkippedKey row = stored.find(id).orElseThrow(() -> new RefusedException(Reason.KEY_ALREADY_USED));
        removed.add(id);
        return row.key();
    }

    /// Gives up the `count` oldest stored keys of a kind. Called once a kind and transition, so that the prefix is not
    /// counted twice.
    void evict(SkippedKey.Kind kind, int count) {
        if (count > 0) {
            removed.addAll(stored.oldest(kind, count));
        }
    }

    SkippedKeyChanges changes() {
        handedOver = true;
        return new SkippedKeyChanges(added, removed);
    }

    /// Wipes what was derived, unless it was handed over.
    @Override
    public void close() {
        if (!handedOver) {
            added.forEach(SkippedKey::close);
        }
    }
}
