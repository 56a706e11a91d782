package org.sotto.crypto.ratchet;

/// The state without the stored keys that were too old, and their ids: to be stored in one transaction.
public final class Expired {
    private final TripleRatchet next;
    private final SkippedKeyChanges changes;

    Expired(TripleRatchet next, SkippedKeyChanges changes) {
        this.next = next;
        this.changes = changes;
    }

    public TripleRatchet next() {
        return next;
    }

    public SkippedKeyChanges changes() {
        return changes;
    }
}
