package org.sotto.protocol.compression;

/// What a sender says of a message. It is known to the sender's own client only and never leaves it.
public enum Urgency {
    NORMAL,
    HIGH
}
