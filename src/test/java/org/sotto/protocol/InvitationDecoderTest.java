package org.sotto.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.sotto.support.Vectors;
import org.sotto.support.decoder.DecoderContract;
import org.sotto.support.decoder.Decodes;
import org.sotto.support.decoder.Row;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException.Kind;

/// The contract of [DecoderContract] for invitations.
@Decodes({Invitation.class, HomeServer.class, TextLink.class})
final class InvitationDecoderTest extends DecoderContract {
    private static final int PREFIX = "sotto:invite:".length();

    private final String line = Vectors.of("content.json").in("links").text("invitation");

    @Override
    protected List<byte[]> valid() {
        return List.of(bytes(line));
    }

    @Override
    protected byte[] recode(byte[] bytes) {
        return bytes(Invitation.parse(text(bytes)).text());
    }

    /// White space around a line does not matter.
    @Override
    protected byte[] canonical(byte[] input) {
        return bytes(text(input).strip());
    }

    @Override
    protected Kind cut(byte[] valid, int length) {
        return length < PREFIX ? Kind.WRONG_TYPE : Kind.BAD_CHECKSUM;
    }

    @Override
    protected Kind trailing(byte[] valid) {
        return Kind.BAD_CHECKSUM;
    }

    @Override
    protected List<Row> rows() {
        byte[] payload = TextLink.INVITE.payload(line);
        return List.of(
                Row.of("another prefix", Kind.WRONG_TYPE, bytes("sotto:other:" + line.substring(PREFIX))),
                Row.of("upper case", Kind.WRONG_TYPE, bytes(line.toUpperCase(java.util.Locale.ROOT))),
                Row.of("padding", Kind.BAD_CHECKSUM, bytes(line + "=")),
                Row.of("a character of the other alphabet", Kind.BAD_CHECKSUM, Row.with(bytes(line), PREFIX, '+')),
                Row.of("1,025 characters", Kind.BAD_CHECKSUM, bytes("sotto:invite:" + "A".repeat(1_025 - PREFIX))),
                Row.of("version 2", Kind.WRONG_VERSION, linked(Row.with(payload, 0, 2))),
                Row.of("port 0", Kind.OUT_OF_RANGE, linked(Row.with(payload, 65, 0, 0))),
                Row.of("an empty host", Kind.OUT_OF_RANGE, linked(Row.with(payload, 67, 0))),
                Row.of("a host in upper case", Kind.OUT_OF_RANGE, linked(Row.with(payload, 68, 'S'))),
                Row.of("a host that is not ASCII", Kind.OUT_OF_RANGE, linked(Row.with(payload, 68, 0xe4))),
                Row.of("a host longer than the rest", Kind.TRUNCATED, linked(Row.with(payload, 67, 255))),
                Row.of("a byte less", Kind.TRUNCATED, linked(Row.cut(payload, payload.length - 1))),
                Row.of("a byte more", Kind.TRAILING_BYTES, linked(Row.cut(payload, payload.length + 1))),
                Row.of(
                        "nothing but a version",
                        Kind.TRUNCATED,
                        linked(new ByteWriter(1).u8(1).toByteArray())));
    }

    @FuzzTest(maxDuration = "30s")
    void fuzz(byte[] bytes) {
        check(bytes);
        // and past the checksum, which a fuzzer does not guess
        check(linked(bytes));
    }

    private static byte[] linked(byte[] payload) {
        return bytes(TextLink.INVITE.text(payload));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }
}
