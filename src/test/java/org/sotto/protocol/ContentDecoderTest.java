package org.sotto.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sotto.support.Vectors;
import org.sotto.support.decoder.DecoderContract;
import org.sotto.support.decoder.Decodes;
import org.sotto.support.decoder.Row;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException.Kind;

/// The contract of [DecoderContract] for contents and their fields.
@Decodes({Content.class, ContentFields.class, Receipt.class, MailboxGrant.class, Utf8.class})
final class ContentDecoderTest extends DecoderContract {
    private static final int HEAD = 29;

    private final byte[] text =
            Vectors.of("content.json").all("contents").getFirst().bytes("encoded");

    @Override
    protected List<byte[]> valid() {
        return Vectors.of("content.json").all("contents").stream()
                .map(each -> each.bytes("encoded"))
                .toList();
    }

    @Override
    protected byte[] recode(byte[] bytes) {
        return Content.decode(bytes).encode();
    }

    /// A content that ends where a field begins is one, but for a receipt, whose two fields belong together.
    @Override
    protected @Nullable Kind cut(byte[] valid, int length) {
        ByteReader in = new ByteReader(valid, "content");
        in.bytes(HEAD);
        int end = HEAD;
        int fields = 0;
        while (end < length) {
            in.u16();
            end += 6 + in.lengthPrefixed(Padding.MAX_CONTENT).length;
            fields++;
        }
        boolean half = valid[24] == ContentKind.RECEIPT.code() && fields == 1;
        return end == length && !half ? null : Kind.TRUNCATED;
    }

    @Override
    protected Kind trailing(byte[] valid) {
        return Kind.TRUNCATED;
    }

    @Override
    protected List<Row> rows() {
        return List.of(
                Row.of("sent with its top bit", Kind.OUT_OF_RANGE, Row.with(text, 16, 0x80)),
                Row.of("no fragments", Kind.OUT_OF_RANGE, Row.with(text, 27, 0, 0)),
                Row.of("fragment 1 of 1", Kind.OUT_OF_RANGE, Row.with(text, 25, 0, 1)),
                Row.of("tag 0", Kind.NON_CANONICAL, fields(0, new byte[0])),
                Row.of("a tag twice", Kind.NON_CANONICAL, fields(2, new byte[0], 2, new byte[0])),
                Row.of("tags that descend", Kind.NON_CANONICAL, fields(9, new byte[0], 8, new byte[0])),
                Row.of(
                        "a field above 1 MiB",
                        Kind.OUT_OF_RANGE,
                        Row.with(fields(99, new byte[0]), HEAD + 2, 0, 16, 0, 1)),
                Row.of(
                        "a length with its top bit",
                        Kind.OUT_OF_RANGE,
                        Row.with(fields(99, new byte[0]), HEAD + 2, 0x80)),
                Row.of("a field longer than the rest", Kind.TRUNCATED, Row.with(fields(99, new byte[3]), HEAD + 5, 4)),
                Row.of("conversation of 15 bytes", Kind.WRONG_LENGTH, fields(1, new byte[15])),
                Row.of("text that is not UTF-8", Kind.NON_CANONICAL, fields(2, new byte[] {(byte) 0xff})),
                Row.of("UTF-8 longer than need be", Kind.NON_CANONICAL, fields(2, new byte[] {(byte) 0xc0, (byte) 0x80
                })),
                Row.of("a surrogate in UTF-8", Kind.NON_CANONICAL, fields(2, new byte[] {
                    (byte) 0xed, (byte) 0xa0, (byte) 0x80
                })),
                Row.of("8,001 characters", Kind.OUT_OF_RANGE, fields(2, new byte[8_001])),
                Row.of("a chain without a rotation", Kind.WRONG_LENGTH, fields(7, new byte[129])),
                Row.of("a chain of 426 bytes", Kind.WRONG_LENGTH, fields(7, new byte[426])),
                Row.of("a chain of 428 bytes", Kind.WRONG_LENGTH, fields(7, new byte[428])),
                Row.of("a chain of 17", Kind.WRONG_LENGTH, fields(7, new byte[129 + 17 * 298])),
                Row.of("a grant of 63 bytes", Kind.WRONG_LENGTH, fields(3, new byte[63])),
                Row.of("a grant of 65 bytes", Kind.WRONG_LENGTH, fields(3, new byte[65])),
                Row.of(
                        "a name of 65 characters",
                        Kind.OUT_OF_RANGE,
                        fields(4, "ä".repeat(65).getBytes(UTF_8))),
                Row.of("no id in a receipt", Kind.WRONG_LENGTH, fields(5, new byte[0], 6, new byte[] {1})),
                Row.of("a cut id in a receipt", Kind.WRONG_LENGTH, fields(5, new byte[17], 6, new byte[] {1})),
                Row.of("receipt state 0", Kind.OUT_OF_RANGE, fields(5, new byte[16], 6, new byte[] {0})),
                Row.of("receipt state 3", Kind.OUT_OF_RANGE, fields(5, new byte[16], 6, new byte[] {3})),
                Row.of("two receipt states", Kind.WRONG_LENGTH, fields(5, new byte[16], 6, new byte[] {1, 2})),
                Row.of("a receipt without a state", Kind.TRUNCATED, fields(5, new byte[16])),
                Row.of("a receipt without ids", Kind.TRUNCATED, fields(6, new byte[] {1})));
    }

    @FuzzTest(maxDuration = "30s")
    void fuzz(byte[] bytes) {
        check(bytes);
    }

    private byte[] fields(int tag, byte[] value) {
        return append(Row.cut(text, HEAD), tag, value);
    }

    private byte[] fields(int tag, byte[] value, int next, byte[] more) {
        return append(fields(tag, value), next, more);
    }

    private static byte[] append(byte[] content, int tag, byte[] value) {
        return new ByteWriter(content.length + 6 + value.length)
                .bytes(content)
                .u16(tag)
                .lengthPrefixed(value)
                .toByteArray();
    }
}
