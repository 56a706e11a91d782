package org.sotto.protocol;

import java.util.ArrayList;
import java.util.List;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// Says of contents, by their ids (16 bytes each), how far they came.
public final class Receipt {
    /// How far a content came.
    public enum State {
        DELIVERED(1),
        READ(2);

        private final int code;

        State(int code) {
            this.code = code;
        }

        byte[] encode() {
            return new byte[] {(byte) code};
        }

        static State decode(byte[] bytes) {
            return switch (ByteReader.exactly(bytes, 1, "receipt state").u8()) {
                case 1 -> DELIVERED;
                case 2 -> READ;
                default -> throw new MalformedException(Kind.OUT_OF_RANGE, "receipt state");
            };
        }
    }

    private final State state;
    private final List<byte[]> contentIds;

    /// @param contentIds at least one, 16 bytes each
    public Receipt(State state, List<byte[]> contentIds) {
        if (contentIds.isEmpty() || contentIds.stream().anyMatch(id -> id.length != Content.ID_SIZE)) {
            throw new IllegalArgumentException("a receipt names contents by ids of 16 bytes");
        }
        this.state = state;
        this.contentIds = contentIds.stream().map(byte[]::clone).toList();
    }

    /// @throws MalformedException unless there are 16 × n bytes, n ≥ 1
    static List<byte[]> decodeIds(byte[] bytes) {
        if (bytes.length == 0 || bytes.length % Content.ID_SIZE != 0) {
            throw new MalformedException(Kind.WRONG_LENGTH, "receipt");
        }
        ByteReader in = new ByteReader(bytes, "receipt");
        List<byte[]> ids = new ArrayList<>();
        while (in.remaining() > 0) {
            ids.add(in.bytes(Content.ID_SIZE));
        }
        return ids;
    }

    byte[] encodeIds() {
        ByteWriter out = new ByteWriter(contentIds.size() * Content.ID_SIZE);
        contentIds.forEach(out::bytes);
        return out.toByteArray();
    }

    public State state() {
        return state;
    }

    public List<byte[]> contentIds() {
        return contentIds.stream().map(byte[]::clone).toList();
    }
}
