package org.sotto.protocol;

/// How a content's length is hidden in the size of the blob. Section 6 of docs/protocol.md.
public enum PaddingStrategy {
    /// The smallest of three classes, then Padmé: a person's blobs tell log₂ 3 bits each within the classes.
    BUCKET,
    /// Always 11,136 bytes: tells nothing, and fits one onion packet.
    CONSTANT
}
