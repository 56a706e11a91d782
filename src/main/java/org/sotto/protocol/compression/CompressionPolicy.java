package org.sotto.protocol.compression;

/// When a content is compressed and how hard: the table in section 6 of docs/protocol.md. A function of its arguments
/// alone.
public final class CompressionPolicy {
    /// Smaller contents are left as they are: most fit the smallest blob, and the others gain nothing.
    public static final int MIN_SIZE = 1_024;

    private CompressionPolicy() {}

    /// @param size of the content in bytes
    public static Compression choose(NetworkQuality quality, Urgency urgency, int size, Payload payload) {
        if (payload != Payload.TEXT || size < MIN_SIZE) {
            return Compression.NONE;
        }
        return switch (quality) {
            case GOOD -> Compression.FASTEST;
            case MEDIUM ->
                switch (urgency) {
                    case NORMAL -> Compression.FAST;
                    case HIGH -> Compression.HARD;
                };
            case POOR -> Compression.HARDEST;
        };
    }
}
