package org.sotto.protocol.compression;

/// How good the way to the home server is, as its owner has measured it.
public enum NetworkQuality {
    GOOD,
    /// Neither good nor poor; also a way that nobody has measured yet.
    MEDIUM,
    POOR
}
