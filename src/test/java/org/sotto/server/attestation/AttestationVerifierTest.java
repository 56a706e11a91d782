package org.sotto.server.attestation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sotto.protocol.AttestationBinding;
import org.sotto.server.certificate.TrustRoots;
import org.sotto.support.TestAuthenticator;
import org.sotto.support.TestAuthenticator.Parts;
import org.sotto.support.TestDevice;

/// Statements of a maker that the tests are: the right one, and everything that is wrong with others.
class AttestationVerifierTest {
    private static final Instant MADE = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant NOW = MADE.plus(Duration.ofDays(1));
    private static final Duration YEAR = Duration.ofDays(365);
    private static final TestAuthenticator MAKER = new TestAuthenticator(MADE, YEAR);
    private static final TestAuthenticator STRANGER = new TestAuthenticator(MADE, YEAR);
    private static final AttestationBinding HERE = binding();

    private final AttestationVerifier verifier = new AttestationVerifier(new TrustRoots(List.of(MAKER.root())));

    private static AttestationBinding binding() {
        return new AttestationBinding(
                TestDevice.random(32), TestDevice.random(32), TestDevice.random(32), TestDevice.random(129));
    }

    private Attested verify(byte[] statement, Instant now) {
        return verifier.verify(statement, HERE.clientDataHash(), HERE.relyingParty(), now);
    }

    private String refusal(byte[] statement, Instant now) {
        return String.valueOf(assertThrows(BadAttestationException.class, () -> verify(statement, now))
                .getMessage());
    }

    @Test
    void theMakersChainVouchesForTheAuthenticator() {
        assertEquals(Attested.BY_ITS_MAKER, verify(MAKER.encode(MAKER.byMaker(HERE)), NOW));
        Parts whole = MAKER.byMaker(HERE).withChain(List.of(MAKER.leaf(), MAKER.root()));
        assertEquals(Attested.BY_ITS_MAKER, verify(MAKER.encode(whole), NOW), "with the root in the chain");
    }

    @Test
    void anAuthenticatorMayVouchForItselfAndThatIsSaid() {
        assertEquals(Attested.BY_ITSELF, verify(STRANGER.encode(STRANGER.byItself(HERE)), NOW));
    }

    /// What is wrong, what is said of it, and how the right statement is spoilt.
    static Stream<Arguments> wrongStatements() {
        return Stream.of(
                row("of another server", "another server", p -> p.withRelyingParty("sotto:x")),
                row("for another registration", "does not hold", p -> p.withClientDataHash(new byte[32])),
                row("made while nobody was there", "nobody was present", p -> p.withFlags(0x40)),
                row("without a credential", "does not hold", p -> p.withFlags(0x01)),
                row("of format none", "a format that is not taken", p -> p.withFormat("none")),
                row("of format tpm", "a format that is not taken", p -> p.withFormat("tpm")),
                row("of a format that nobody knows", "a format that is not taken", p -> p.withFormat("x")),
                row("signed with SHA-1", "an algorithm that is not taken", p -> p.withAlgorithm(-65535)),
                row("by an algorithm that nobody knows", "algorithm", p -> p.withAlgorithm(1)),
                row("that names another algorithm", "does not hold", p -> p.withAlgorithm(-257)),
                row("under another certificate", "does not hold", p -> p.withChain(List.of(STRANGER.leaf()))),
                row("under the root itself", "does not hold", p -> p.withChain(List.of(MAKER.root()))),
                certificate("of an authority", TestAuthenticator.SUBJECT, true, MAKER.model()),
                certificate("of another model", TestAuthenticator.SUBJECT, false, new byte[16]),
                certificate("of a model of 15 bytes", TestAuthenticator.SUBJECT, false, new byte[15]),
                certificate("without a country", "O=Maker,OU=Authenticator Attestation,CN=x", false, null),
                certificate("of another unit", "C=CH,O=Maker,OU=Other,CN=x", false, null),
                certificate("without a unit", "C=CH,O=Maker,CN=x", false, null));
    }

    private static Arguments row(String what, String said, UnaryOperator<Parts> spoil) {
        return Arguments.of(what, said, spoil);
    }

    private static Arguments certificate(String what, String subject, boolean authority, byte[] model) {
        X509Certificate leaf = MAKER.leaf(subject, YEAR, authority, model);
        return row("under a certificate " + what, "does not hold", p -> p.withChain(List.of(leaf)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongStatements")
    void aWrongStatementIsRefused(String what, String said, UnaryOperator<Parts> spoil) {
        String refusal = refusal(MAKER.encode(spoil.apply(MAKER.byMaker(HERE))), NOW);
        assertTrue(refusal.contains(said), refusal);
    }

    @Test
    void aMakerThatNobodyTrustsDoesNotCount() {
        String refusal = refusal(STRANGER.encode(STRANGER.byMaker(HERE)), NOW);
        assertTrue(refusal.contains("no root that this server trusts"), refusal);
        AttestationVerifier trustsNobody = new AttestationVerifier(new TrustRoots(List.of()));
        byte[] good = MAKER.encode(MAKER.byMaker(HERE));
        assertThrows(
                BadAttestationException.class,
                () -> trustsNobody.verify(good, HERE.clientDataHash(), HERE.relyingParty(), NOW));
    }

    @Test
    void aSelfAttestationOfAnotherKeyIsRefused() {
        Parts parts = MAKER.byItself(HERE);
        assertTrue(refusal(STRANGER.encode(parts), NOW).contains("does not hold"));
    }

    @Test
    void aChainThatIsPastItsTimeOrBeforeItDoesNotHold() {
        byte[] statement = MAKER.encode(MAKER.byMaker(HERE));
        assertEquals(Attested.BY_ITS_MAKER, verify(statement, MADE.plus(YEAR)));
        for (Instant when : List.of(MADE.plus(YEAR).plusSeconds(1), MADE.minusSeconds(1))) {
            assertTrue(refusal(statement, when).contains("no root that this server trusts"));
        }
    }

    @Test
    void aRootThatIsPastItsTimeVouchesForNothing() {
        Duration centuries = Duration.ofDays(300 * 365);
        Parts longLived = MAKER.byMaker(HERE)
                .withChain(List.of(MAKER.leaf(TestAuthenticator.SUBJECT, centuries, false, MAKER.model())));
        byte[] statement = MAKER.encode(longLived);
        Instant end = MAKER.root().getNotAfter().toInstant();
        assertEquals(Attested.BY_ITS_MAKER, verify(statement, end));
        assertTrue(refusal(statement, end.plusSeconds(1)).contains("no root that this server trusts"));
        AttestationVerifier pinsTheLeaf = new AttestationVerifier(new TrustRoots(List.of(MAKER.leaf())));
        byte[] short1 = MAKER.encode(MAKER.byMaker(HERE));
        assertEquals(
                Attested.BY_ITS_MAKER, pinsTheLeaf.verify(short1, HERE.clientDataHash(), HERE.relyingParty(), NOW));
        assertThrows(
                BadAttestationException.class,
                () -> pinsTheLeaf.verify(
                        short1,
                        HERE.clientDataHash(),
                        HERE.relyingParty(),
                        MADE.plus(YEAR).plusSeconds(1)));
    }

    @Test
    void aStatementForOnePartOfARegistrationIsForNoOther() {
        byte[][] parts = {new byte[32], new byte[32], new byte[32], new byte[129]};
        byte[] first = new AttestationBinding(parts[0], parts[1], parts[2], parts[3]).clientDataHash();
        for (int i = 0; i < parts.length; i++) {
            parts[i][7] ^= 1;
            byte[] other = new AttestationBinding(parts[0], parts[1], parts[2], parts[3]).clientDataHash();
            parts[i][7] ^= 1;
            assertTrue(!Arrays.equals(first, other), "part " + i);
        }
    }

    @Test
    void everyCutAndWhatStandsBehindTheObjectIsRefused() {
        byte[] good = MAKER.encode(MAKER.byMaker(HERE));
        for (int length = 0; length < good.length; length++) {
            refusal(Arrays.copyOf(good, length), NOW);
        }
        refusal(Arrays.copyOf(good, good.length + 1), NOW);
    }

    /// The signature covers the authenticator data; a bit of anything else that decides is refused for itself.
    @Test
    void aFlippedBitIsRefusedOrChangesNothing() {
        byte[] good = MAKER.encode(MAKER.byMaker(HERE));
        int refused = 0;
        for (int i = 0; i < good.length; i++) {
            byte[] flipped = good.clone();
            flipped[i] ^= 1;
            try {
                assertEquals(Attested.BY_ITS_MAKER, verify(flipped, NOW));
            } catch (BadAttestationException e) {
                refused++;
            }
        }
        // the count of unused bits before the leaf's signature stands outside of what that signs (X.690, 8.6.2), and
        // may
        // be one where the signature's last bit is zero
        assertTrue(refused >= good.length - 1, refused + " of " + good.length + " refused");
    }

    @Test
    void otherCborIsNoAttestationObject() {
        for (byte[] each : List.of(
                new byte[] {},
                new byte[] {(byte) 0xa0},
                new byte[] {(byte) 0xf6},
                new byte[] {(byte) 0x80},
                new byte[] {0x40},
                new byte[] {(byte) 0xbf},
                twice("fmt"))) {
            assertTrue(refusal(each, NOW).contains("no attestation object"), Arrays.toString(each));
        }
        byte[] nested = new byte[6_000];
        Arrays.fill(nested, (byte) 0x81);
        refusal(nested, NOW);
    }

    private static byte[] twice(String member) {
        byte[] out = new byte[1 + 2 * (member.length() + 2)];
        out[0] = (byte) 0xa2;
        for (int i = 0; i < 2; i++) {
            int at = 1 + i * (member.length() + 2);
            out[at] = (byte) (0x60 + member.length());
            System.arraycopy(
                    member.getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, out, at + 1, member.length());
            out[at + 1 + member.length()] = 0;
        }
        return out;
    }
}
