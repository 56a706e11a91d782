package org.sotto.crypto.key;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.sotto.support.Refusal.cut;
import static org.sotto.support.Refusal.extended;
import static org.sotto.support.Refusal.filled;
import static org.sotto.support.Refusal.flip;
import static org.sotto.support.Refusal.malformed;
import static org.sotto.support.Refusal.replace;

import java.security.SecureRandom;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sotto.crypto.BadSignatureException;
import org.sotto.wire.MalformedException.Kind;

/// What is no prekey, signed or one-time: as a record that others give, and as a pair from the own store.
class PreKeyRefusalTest {
    private static final byte[] ABOVE_P = filled(32, 0xff);
    /// No coefficient of ML-KEM is 4,095.
    private static final byte[] ABOVE_Q = filled(3, 0xff);

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final IdentityKeyPair BOB = IdentityKeyPair.generate(RANDOM);
    private static final IdentityKeyPair EVE = IdentityKeyPair.generate(RANDOM);
    private static final Form SIGNED = signed();
    private static final Form ONE_TIME = oneTime();

    /// One of the two.
    ///
    /// @param head   bytes before the large keys
    /// @param verify reads a record and checks its owner's signature, which is the last 64 bytes
    /// @param again  reads a stored pair and stores it again
    /// @param other  the tag of the other one's stored pair
    private record Form(
            String name,
            byte[] encoded,
            int head,
            BiConsumer<byte[], IdentityRecord> verify,
            byte[] stored,
            UnaryOperator<byte[]> again,
            int other) {
        void read(byte[] record) {
            verify.accept(record, BOB.record());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Form signed() {
        try (SignedPreKeyPair pair = SignedPreKeyPair.generate(BOB, 7, 1_800_000_000_000L, RANDOM)) {
            return new Form(
                    "signed",
                    pair.record().encode(),
                    54,
                    (bytes, owner) -> SignedPreKey.decode(bytes).verify(owner),
                    pair.encode(),
                    bytes -> SignedPreKeyPair.decode(bytes).encode(),
                    3);
        }
    }

    private static Form oneTime() {
        try (OneTimePreKeyPair pair = OneTimePreKeyPair.generate(BOB, 9, RANDOM)) {
            return new Form(
                    "one-time",
                    pair.record().encode(),
                    36,
                    (bytes, owner) -> OneTimePreKey.decode(bytes).verify(owner),
                    pair.encode(),
                    bytes -> OneTimePreKeyPair.decode(bytes).encode(),
                    2);
        }
    }

    private static Stream<Form> forms() {
        return Stream.of(SIGNED, ONE_TIME);
    }

    /// Other bytes at a place, and what they are refused for.
    private record Damage(Form form, Kind kind, byte[] damaged) {
        static Damage of(Form form, Kind kind, int index, byte... by) {
            return new Damage(form, kind, replace(form.encoded, index, by));
        }
    }

    private static Stream<Damage> damages() {
        return Stream.of(
                Damage.of(SIGNED, Kind.WRONG_VERSION, 0, (byte) 2),
                Damage.of(SIGNED, Kind.WRONG_SUITE, 1, (byte) 2),
                Damage.of(SIGNED, Kind.OUT_OF_RANGE, 2, new byte[4]),
                Damage.of(SIGNED, Kind.OUT_OF_RANGE, 6, (byte) 0x80),
                new Damage(SIGNED, Kind.OUT_OF_RANGE, flip(SIGNED.encoded, 13)),
                new Damage(SIGNED, Kind.OUT_OF_RANGE, flip(SIGNED.encoded, 21)),
                Damage.of(SIGNED, Kind.NON_CANONICAL, 22, ABOVE_P),
                Damage.of(SIGNED, Kind.NON_CANONICAL, 54, ABOVE_Q),
                Damage.of(SIGNED, Kind.NON_CANONICAL, 1622, ABOVE_Q),
                Damage.of(SIGNED, Kind.NON_CANONICAL, 2806, ABOVE_P),
                Damage.of(ONE_TIME, Kind.OUT_OF_RANGE, 0, new byte[4]),
                Damage.of(ONE_TIME, Kind.NON_CANONICAL, 4, ABOVE_P),
                Damage.of(ONE_TIME, Kind.NON_CANONICAL, 36, ABOVE_Q));
    }

    @ParameterizedTest
    @MethodSource("damages")
    void refusesADamagedRecord(Damage damage) {
        malformed(damage.kind, () -> damage.form.read(damage.damaged));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void refusesARecordOfAnotherLength(Form form) {
        form.read(form.encoded);
        malformed(Kind.WRONG_LENGTH, () -> form.read(cut(form.encoded)));
        malformed(Kind.WRONG_LENGTH, () -> form.read(extended(form.encoded)));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void noFlippedByteIsAccepted(Form form) {
        int tail = form.encoded.length - 96;
        for (int i = 0; i < form.encoded.length; i += i < form.head || i >= tail ? 1 : 61) {
            byte[] flipped = flip(form.encoded, i);
            assertThrows(RuntimeException.class, () -> form.read(flipped), "byte " + i);
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void aSignatureIsItsOwnersAlone(Form form) {
        byte[] flipped = flip(form.encoded, form.encoded.length - 64);
        assertThrows(BadSignatureException.class, () -> form.read(flipped));
        assertThrows(BadSignatureException.class, () -> form.verify.accept(form.encoded, EVE.record()));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void aPairSurvivesStorageAndNothingElsePassesForIt(Form form) {
        assertEquals(form == SIGNED ? 3031 : 1765, form.stored.length);
        assertArrayEquals(form.stored, form.again.apply(form.stored));
        malformed(Kind.WRONG_LENGTH, () -> form.again.apply(cut(form.stored)));
        malformed(Kind.WRONG_LENGTH, () -> form.again.apply(extended(form.stored)));
        malformed(Kind.WRONG_TYPE, () -> form.again.apply(replace(form.stored, 0, (byte) form.other)));
    }
}
