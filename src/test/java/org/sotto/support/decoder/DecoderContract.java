package org.sotto.support.decoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.sotto.wire.MalformedException;

/// What every decoder keeps to: it reads what its encoder writes and gives the same bytes again, refuses every cut,
/// every byte too many and the rows of its table by the exact kind, and meets any input at all with nothing but its own
/// exception. A subclass adds the fuzz target, `fuzz(byte[])`, which calls [#check].
public abstract class DecoderContract {
    /// Encodings as an honest party makes them; also the seeds of the fuzzer.
    protected abstract List<byte[]> valid();

    /// Decodes, and encodes what came out.
    protected abstract byte[] recode(byte[] bytes);

    /// [#valid()], for the writer of the seeds.
    public final List<byte[]> seeds() {
        return valid();
    }

    /// How the first `length` bytes of `valid` are refused, a kind of MalformedException or the class of another
    /// exception; null where they are an encoding themselves.
    protected abstract @Nullable Object cut(byte[] valid, int length);

    /// How a zero byte behind `valid` is refused, in the same way.
    protected abstract @Nullable Object trailing(byte[] valid);

    /// Malformed inputs that cutting and extending do not make.
    protected abstract List<Row> rows();

    /// Whether this is an exception that the decoder may throw for what comes from outside.
    protected boolean isRefusal(RuntimeException e) {
        return e instanceof MalformedException;
    }

    /// What encoding gives for an input that was read: the input itself, but for the space around a line of text.
    protected byte[] canonical(byte[] input) {
        return input;
    }

    /// One bit is flipped in every byte; where a decoder costs a tenth of a millisecond, in every third.
    protected int flipEvery() {
        return 1;
    }

    /// The property that a fuzzer tries to break.
    protected final void check(byte[] input) {
        byte[] given = input.clone();
        byte[] again;
        try {
            again = recode(input);
        } catch (RuntimeException e) {
            if (!isRefusal(e)) {
                throw e;
            }
            again = canonical(given);
        }
        assertArrayEquals(given, input, "decoding leaves its input as it is");
        assertArrayEquals(canonical(given), again, "encode(decode(bytes)) = bytes");
    }

    @Test
    void whatIsEncodedIsDecodedAndEncodedTheSame() {
        assertFalse(valid().isEmpty());
        for (byte[] bytes : valid()) {
            assertArrayEquals(bytes, recode(bytes.clone()));
        }
    }

    @Test
    void everyCutIsRefused() {
        for (byte[] bytes : valid()) {
            for (int length = 0; length < bytes.length; length++) {
                refused(cut(bytes, length), Arrays.copyOf(bytes, length), "cut at " + length);
            }
        }
    }

    @Test
    void aByteTooManyIsRefused() {
        for (byte[] bytes : valid()) {
            refused(trailing(bytes), Arrays.copyOf(bytes, bytes.length + 1), "one byte more");
        }
    }

    @Test
    void aFlippedBitIsRefusedOrIsAnotherEncoding() {
        for (byte[] bytes : valid()) {
            for (int i = 0; i < bytes.length; i += flipEvery()) {
                byte[] flipped = bytes.clone();
                flipped[i] ^= (byte) (1 << (i % 8));
                check(flipped);
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        return rows().stream()
                .map(row ->
                        DynamicTest.dynamicTest(row.name(), () -> refused(row.expected(), row.bytes(), row.name())));
    }

    private void refused(@Nullable Object expected, byte[] bytes, String what) {
        if (expected == null) {
            assertArrayEquals(bytes, recode(bytes.clone()), what);
            return;
        }
        RuntimeException thrown = assertThrows(RuntimeException.class, () -> recode(bytes), what);
        if (thrown instanceof MalformedException malformed) {
            assertEquals(expected, malformed.kind(), what);
        } else {
            assertEquals(expected, thrown.getClass(), what);
        }
    }
}
