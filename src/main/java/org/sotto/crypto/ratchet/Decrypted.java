package org.sotto.crypto.ratchet;

/// A plaintext, the state after it, and what changes among the stored keys: to be stored in one transaction.
public final class Decrypted {
    private final TripleRatchet next;
    private final byte[] plaintext;
    private final SkippedKeyChanges changes;

    Decrypted(TripleRatchet next, byte[] plaintext, SkippedKeyChanges changes) {
        this.next = next;
        this.plaintext = plaintext;
        this.changes = changes;
    }

    public TripleRatchet next() {
        return next;
    }

    public byte[] plaintext() {
        return plaintext.clone();
    }

    public SkippedKeyChanges changes() {
        return changes;
    }
}
