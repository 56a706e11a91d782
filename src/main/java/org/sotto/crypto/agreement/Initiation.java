package org.sotto.crypto.agreement;

/// The initiator's side of a handshake: what it sends, and what it knows.
public final class Initiation implements AutoCloseable {
    private final PreKeyEnvelope envelope;
    private final Handshake handshake;

    Initiation(PreKeyEnvelope envelope, Handshake handshake) {
        this.envelope = envelope;
        this.handshake = handshake;
    }

    public PreKeyEnvelope envelope() {
        return envelope;
    }

    public Handshake handshake() {
        return handshake;
    }

    @Override
    public void close() {
        handshake.close();
    }
}
