package org.sotto.crypto.ratchet;

/// The bounds of the ratchet. Section 13 of docs/protocol.md.
final class RatchetLimits {
    /// Keys that one message may make the receiver derive and store: milliseconds of work. Beyond it one reply repairs.
    static final long MAX_SKIP = 1_000;

    /// Receiving chains that are remembered after their successor began: with 20 no message of a simulation with 70 %
    /// reordering was lost (of 48,131), with 5 of them 65.
    static final int MAX_OLD_CHAINS = 20;

    /// Key epochs that are remembered after their successor began, for the same reason.
    static final int MAX_OLD_EPOCHS = 20;

    private RatchetLimits() {}
}
