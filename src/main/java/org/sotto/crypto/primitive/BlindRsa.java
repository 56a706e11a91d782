package org.sotto.crypto.primitive;

import java.math.BigInteger;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.engines.RSABlindedEngine;
import org.bouncycastle.crypto.engines.RSABlindingEngine;
import org.bouncycastle.crypto.engines.RSAEngine;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.params.RSABlindingParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.bouncycastle.crypto.signers.PSSSigner;
import org.bouncycastle.util.BigIntegers;
import org.sotto.crypto.BadSignatureException;
import org.sotto.crypto.InvalidPublicKeyException;

/// Blind RSA signatures with SHA-384, PSS and a salt of 48 bytes (RFC 9474, RSABSSA-SHA384-PSS), exponent 65,537.
///
/// Bouncy Castle's engines make up the RFC's operations; random values are drawn here. The signer blinds the base of
/// each power anew, so that what the power's time tells is about a value that nobody else knows, and checks the result
/// with the public exponent, so that a fault does not give a prime away.
public final class BlindRsa {
    /// Size of a modulus, of a blinded message and of a signature in bytes.
    public static final int SIZE = 256;
    /// Size of the two primes of a private key together.
    public static final int PRIMES = SIZE;

    private static final int SALT = 48;
    private static final BigInteger EXPONENT = RSAKeyGenParameterSpec.F4;

    private BlindRsa() {}

    /// Two primes, p ‖ q, of 128 bytes each: a private key. Takes some tenths of a second.
    public static byte[] generatePrimes(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(new RSAKeyGenParameterSpec(SIZE * Byte.SIZE, EXPONENT), random);
            RSAPrivateCrtKey key =
                    (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
            byte[] primes = new byte[PRIMES];
            BigIntegers.asUnsignedByteArray(key.getPrimeP(), primes, 0, PRIMES / 2);
            BigIntegers.asUnsignedByteArray(key.getPrimeQ(), primes, PRIMES / 2, PRIMES / 2);
            return primes;
        } catch (NoSuchAlgorithmException | InvalidAlgorithmParameterException e) {
            throw new IllegalStateException("every JDK makes RSA keys", e);
        }
    }

    /// The product of two primes.
    public static byte[] modulus(byte[] primes) {
        BigInteger p = prime(primes, 0);
        BigInteger q = prime(primes, 1);
        return BigIntegers.asUnsignedByteArray(primes.length, p.multiply(q));
    }

    /// Whether a number of the modulus' size is below it: the signer takes no other.
    public static boolean isBelow(byte[] modulus, byte[] number) {
        return number.length == modulus.length && Arrays.compareUnsigned(number, modulus) < 0;
    }

    /// RFC 9474, 4.2: a salt and a blinding factor are drawn, in this order.
    ///
    /// @throws InvalidPublicKeyException for a modulus that shares a factor with what is signed
    public static Blinded blind(byte[] modulus, byte[] message, SecureRandom random) {
        byte[] salt = new byte[SALT];
        random.nextBytes(salt);
        RSAKeyParameters key = publicKey(modulus);
        RSABlindingParameters blinding = new RSABlindingParameters(key, factor(key.getModulus(), random));
        PSSSigner encoder = new PSSSigner(new RSABlindingEngine(), new SHA384Digest(), salt);
        encoder.init(true, blinding);
        encoder.update(message, 0, message.length);
        try {
            byte[] blinded = encoder.generateSignature();
            if (!isUnit(new BigInteger(1, blinded), key.getModulus())) {
                throw new InvalidPublicKeyException("RSA modulus");
            }
            return new Blinded(modulus.clone(), message.clone(), blinding, blinded);
        } catch (CryptoException e) {
            throw new IllegalStateException("a modulus of this size has room for PSS", e);
        }
    }

    /// RFC 9474, 4.3.
    ///
    /// @param blinded below the modulus
    public static byte[] sign(byte[] primes, byte[] blinded, SecureRandom random) {
        RSABlindedEngine engine = new RSABlindedEngine();
        engine.init(true, new ParametersWithRandom(privateKey(primes), random));
        return engine.processBlock(blinded, 0, blinded.length);
    }

    /// Whether it is a signature of the message, in the one size that it may have.
    public static boolean verify(byte[] modulus, byte[] message, byte[] signature) {
        if (!isBelow(modulus, signature)) {
            return false;
        }
        PSSSigner verifier = new PSSSigner(new RSAEngine(), new SHA384Digest(), SALT);
        verifier.init(false, publicKey(modulus));
        verifier.update(message, 0, message.length);
        return verifier.verifySignature(signature);
    }

    /// A message on its way to the signer; what takes the blinding off again stays here.
    public static final class Blinded {
        private final byte[] modulus;
        private final byte[] message;
        private final RSABlindingParameters blinding;
        private final byte[] blinded;

        private Blinded(byte[] modulus, byte[] message, RSABlindingParameters blinding, byte[] blinded) {
            this.modulus = modulus;
            this.message = message;
            this.blinding = blinding;
            this.blinded = blinded;
        }

        /// For the signer.
        public byte[] bytes() {
            return blinded.clone();
        }

        /// RFC 9474, 4.4: the signature of the message.
        ///
        /// @throws BadSignatureException if the signer did not sign what it was given
        public byte[] finish(byte[] blindSignature) {
            if (!isBelow(modulus, blindSignature)) {
                throw new BadSignatureException("blinded message");
            }
            RSABlindingEngine engine = new RSABlindingEngine();
            engine.init(false, blinding);
            byte[] open = engine.processBlock(blindSignature, 0, blindSignature.length);
            byte[] signature = BigIntegers.asUnsignedByteArray(modulus.length, new BigInteger(1, open));
            if (!verify(modulus, message, signature)) {
                throw new BadSignatureException("blinded message");
            }
            return signature;
        }
    }

    /// Uniform among the units, by rejection: Bouncy Castle's own generator leaves the greater half out.
    private static BigInteger factor(BigInteger modulus, SecureRandom random) {
        byte[] draw = new byte[(modulus.bitLength() + Byte.SIZE - 1) / Byte.SIZE];
        BigInteger factor;
        do {
            random.nextBytes(draw);
            factor = new BigInteger(1, draw);
        } while (factor.compareTo(modulus) >= 0 || !isUnit(factor, modulus));
        return factor;
    }

    private static boolean isUnit(BigInteger number, BigInteger modulus) {
        return number.gcd(modulus).equals(BigInteger.ONE);
    }

    private static BigInteger prime(byte[] primes, int which) {
        int size = primes.length / 2;
        return new BigInteger(1, primes, which * size, size);
    }

    private static RSAKeyParameters publicKey(byte[] modulus) {
        // `true`: without a search for small factors each time; TokenKey says what a key must look like
        return new RSAKeyParameters(false, new BigInteger(1, modulus), EXPONENT, true);
    }

    private static RSAPrivateCrtKeyParameters privateKey(byte[] primes) {
        BigInteger p = prime(primes, 0);
        BigInteger q = prime(primes, 1);
        BigInteger p1 = p.subtract(BigInteger.ONE);
        BigInteger q1 = q.subtract(BigInteger.ONE);
        return new RSAPrivateCrtKeyParameters(
                p.multiply(q),
                EXPONENT,
                EXPONENT.modInverse(p1.multiply(q1)),
                p,
                q,
                EXPONENT.modInverse(p1),
                EXPONENT.modInverse(q1),
                q.modInverse(p),
                true);
    }
}
