package org.sotto.crypto.primitive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.sotto.crypto.BadSignatureException;
import org.sotto.support.ScriptedRandom;
import org.sotto.support.SeededRandom;
import org.sotto.support.Vectors;

/// RFC 9474, appendix A: the two variants with a salt. The RFC's key has 4,096 bits, which nothing here depends on.
final class BlindRsaTest {
    private static final Vectors RFC = Vectors.of("rfc9474.json");
    private static final byte[] MESSAGE = {1, 2, 3};

    private final byte[] primes = rfc("p", "q");
    private final byte[] modulus = BlindRsa.modulus(primes);
    private final SeededRandom random = new SeededRandom(9474);

    @TestFactory
    Stream<DynamicTest> theRfcsValuesComeOut() {
        return RFC.all("cases").stream().map(each -> DynamicTest.dynamicTest(each.text("name"), () -> check(each)));
    }

    private void check(Vectors each) {
        RFC.check("n", modulus);
        ScriptedRandom draws = ScriptedRandom.of(List.of(RFC.bytes("salt"), blindingFactor()));
        BlindRsa.Blinded blinded = BlindRsa.blind(modulus, each.bytes("input_msg"), draws);
        draws.assertSpent();
        each.check("blinded_msg", blinded.bytes());
        byte[] blindSignature = BlindRsa.sign(primes, blinded.bytes(), random);
        each.check("blind_sig", blindSignature);
        each.check("sig", blinded.finish(blindSignature));
        assertTrue(BlindRsa.verify(modulus, each.bytes("input_msg"), each.bytes("sig")));
    }

    /// The RFC gives the inverse.
    private static byte[] blindingFactor() {
        BigInteger n = new BigInteger(1, RFC.bytes("n"));
        BigInteger r = new BigInteger(1, RFC.bytes("inv")).modInverse(n);
        return HexFormat.of().parseHex(String.format("%01024x", r));
    }

    @Test
    void aFactorThatIsNotBelowTheModulusIsDrawnAgain() {
        byte[] tooGreat = new byte[modulus.length];
        Arrays.fill(tooGreat, (byte) 0xff);
        Vectors one = RFC.all("cases").getFirst();
        ScriptedRandom draws =
                ScriptedRandom.of(List.of(RFC.bytes("salt"), tooGreat, modulus, new byte[512], blindingFactor()));
        one.check(
                "blinded_msg",
                BlindRsa.blind(modulus, one.bytes("input_msg"), draws).bytes());
        draws.assertSpent();
    }

    @Test
    void whatTheIssuerSeesIsNewEachTime() {
        assertNotEquals(
                HexFormat.of()
                        .formatHex(BlindRsa.blind(modulus, MESSAGE, random).bytes()),
                HexFormat.of()
                        .formatHex(BlindRsa.blind(modulus, MESSAGE, random).bytes()));
    }

    @Test
    void whatIsNotSignedIsRefused() {
        BlindRsa.Blinded blinded = BlindRsa.blind(modulus, MESSAGE, random);
        byte[] good = BlindRsa.sign(primes, blinded.bytes(), random);
        byte[] other =
                BlindRsa.sign(primes, BlindRsa.blind(modulus, MESSAGE, random).bytes(), random);
        assertThrows(BadSignatureException.class, () -> blinded.finish(other), "of another blinding");
        assertThrows(BadSignatureException.class, () -> blinded.finish(new byte[modulus.length]), "zero");
        assertThrows(BadSignatureException.class, () -> blinded.finish(modulus), "not below the modulus");
        assertThrows(BadSignatureException.class, () -> blinded.finish(new byte[] {1}), "of another size");
        byte[] signature = blinded.finish(good);
        assertTrue(BlindRsa.verify(modulus, MESSAGE, signature));
        assertFalse(BlindRsa.verify(modulus, new byte[] {1, 2, 4}, signature), "another message");
        signature[100] ^= 1;
        assertFalse(BlindRsa.verify(modulus, MESSAGE, signature), "a flipped bit");
        assertFalse(BlindRsa.verify(modulus, MESSAGE, modulus), "not below the modulus");
    }

    @Test
    void aMadeKeySignsWhatItsModulusVerifies() {
        byte[] made = BlindRsa.generatePrimes(random);
        byte[] n = BlindRsa.modulus(made);
        assertEquals(BlindRsa.SIZE, n.length);
        assertTrue(n[0] < 0, "2,048 bits");
        BlindRsa.Blinded blinded = BlindRsa.blind(n, MESSAGE, random);
        byte[] signature = blinded.finish(BlindRsa.sign(made, blinded.bytes(), random));
        assertTrue(BlindRsa.verify(n, MESSAGE, signature));
        assertFalse(BlindRsa.verify(modulus, MESSAGE, signature));
    }

    @Test
    void whatIsBlindedIsBelowTheModulus() {
        byte[] below = modulus.clone();
        below[below.length - 1]--;
        assertTrue(BlindRsa.isBelow(modulus, below));
        assertFalse(BlindRsa.isBelow(modulus, modulus));
        assertFalse(BlindRsa.isBelow(modulus, Arrays.copyOf(below, below.length - 1)));
        assertArrayEquals(modulus, BlindRsa.modulus(primes), "nothing was changed");
    }

    private static byte[] rfc(String first, String second) {
        byte[] p = RFC.bytes(first);
        byte[] q = RFC.bytes(second);
        byte[] both = Arrays.copyOf(p, p.length + q.length);
        System.arraycopy(q, 0, both, p.length, q.length);
        return both;
    }
}
