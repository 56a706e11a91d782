package org.sotto.protocol.compression;

/// A compressed content came, and this machine has no zstd library to unpack it with. It is no fault of the content.
public final class ZstdMissingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ZstdMissingException() {
        super("a message is compressed, and the zstd library cannot be loaded here");
    }
}
