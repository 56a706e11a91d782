package org.sotto.support.decoder;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.sotto.wire.ByteReader;
import org.sotto.wire.MalformedException.Kind;

/// The control of the contract: it holds for a strict decoder of two bytes, and catches three that are not.
final class DecoderContractTest {
    @Test
    void aStrictDecoderKeepsToIt() {
        DecoderContract strict = new Planted() {};
        strict.whatIsEncodedIsDecodedAndEncodedTheSame();
        strict.everyCutIsRefused();
        strict.aByteTooManyIsRefused();
        strict.aFlippedBitIsRefusedOrIsAnotherEncoding();
        strict.check(new byte[] {3, 4, 5});
    }

    @Test
    void oneThatOverlooksTrailingBytesIsCaught() {
        DecoderContract lenient = new Planted() {
            @Override
            protected byte[] recode(byte[] bytes) {
                return new ByteReader(bytes, "planted").bytes(2);
            }
        };
        assertThrows(AssertionFailedError.class, lenient::aByteTooManyIsRefused);
        assertThrows(AssertionFailedError.class, () -> lenient.check(new byte[] {1, 2, 3}));
    }

    @Test
    void oneThatThrowsAnythingElseIsCaught() {
        DecoderContract careless = new Planted() {
            @Override
            protected byte[] recode(byte[] bytes) {
                return new byte[] {bytes[0], bytes[1]};
            }
        };
        assertThrows(AssertionFailedError.class, careless::everyCutIsRefused);
        assertThrows(ArrayIndexOutOfBoundsException.class, () -> careless.check(new byte[0]));
    }

    @Test
    void oneThatChangesItsInputIsCaught() {
        DecoderContract changing = new Planted() {
            @Override
            protected byte[] recode(byte[] bytes) {
                byte[] read = super.recode(bytes);
                Arrays.fill(bytes, (byte) 0);
                return read;
            }
        };
        assertThrows(AssertionFailedError.class, () -> changing.check(new byte[] {1, 2}));
    }

    private abstract static class Planted extends DecoderContract {
        @Override
        protected List<byte[]> valid() {
            return List.of(new byte[] {1, 2});
        }

        @Override
        protected byte[] recode(byte[] bytes) {
            return ByteReader.exactly(bytes, 2, "planted").rest();
        }

        @Override
        protected Kind cut(byte[] valid, int length) {
            return Kind.WRONG_LENGTH;
        }

        @Override
        protected Kind trailing(byte[] valid) {
            return Kind.WRONG_LENGTH;
        }

        @Override
        protected List<Row> rows() {
            return List.of();
        }
    }
}
