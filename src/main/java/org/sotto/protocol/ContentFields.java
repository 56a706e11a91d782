package org.sotto.protocol;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// The fields of a content: tag u16 ‖ length u32 ‖ bytes, tags strictly ascending. A tag that this version
/// does not know is kept as it is, and says nothing to it.
final class ContentFields {
    static final int CONVERSATION = 1;
    static final int TEXT = 2;
    static final int MAILBOX_GRANT = 3;
    static final int NAME = 4;
    static final int RECEIPT_IDS = 5;
    static final int RECEIPT_STATE = 6;
    static final int IDENTITY_CHAIN = 7;
    static final int ISSUER_KEY = 8;

    static final ContentFields NONE = new ContentFields(new TreeMap<>());

    private static final int FIELD_OVERHEAD = 6;

    private final SortedMap<Integer, byte[]> fields;

    private ContentFields(SortedMap<Integer, byte[]> fields) {
        this.fields = Collections.unmodifiableSortedMap(fields);
    }

    static ContentFields decode(ByteReader in) {
        SortedMap<Integer, byte[]> fields = new TreeMap<>();
        int last = 0;
        while (in.remaining() > 0) {
            int tag = in.u16();
            if (tag <= last) {
                throw new MalformedException(Kind.NON_CANONICAL, "content");
            }
            fields.put(tag, in.lengthPrefixed(Padding.MAX_CONTENT));
            last = tag;
        }
        return new ContentFields(fields);
    }

    void encode(ByteWriter out) {
        fields.forEach((tag, value) -> out.u16(tag).lengthPrefixed(value));
    }

    int size() {
        return fields.values().stream()
                .mapToInt(value -> FIELD_OVERHEAD + value.length)
                .sum();
    }

    ContentFields with(int tag, byte[] value) {
        SortedMap<Integer, byte[]> next = new TreeMap<>(fields);
        next.put(tag, value.clone());
        return new ContentFields(next);
    }

    byte @Nullable [] get(int tag) {
        return fields.get(tag);
    }

    boolean holdOnly(int tag) {
        return fields.size() == 1 && fields.containsKey(tag);
    }
}
