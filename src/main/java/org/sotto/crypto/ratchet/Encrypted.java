package org.sotto.crypto.ratchet;

/// A message, and the state after it. The state must be durable before the message leaves, and a retry sends the
/// same bytes.
public final class Encrypted {
    private final TripleRatchet next;
    private final byte[] message;

    Encrypted(TripleRatchet next, byte[] message) {
        this.next = next;
        this.message = message;
    }

    public TripleRatchet next() {
        return next;
    }

    /// 1,337 bytes more than the plaintext.
    public byte[] message() {
        return message.clone();
    }
}
