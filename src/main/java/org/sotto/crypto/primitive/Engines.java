package org.sotto.crypto.primitive;

import java.util.Optional;
import java.util.function.Function;

/// Which implementation of each primitive this machine uses: picked here and nowhere else, once, the fastest that is
/// there. All of one primitive accept and refuse the same bytes, for the rules stand in front of them; the same vectors
/// run against each (docs/benchmarks.md has the measurements).
///
/// Each is made at its first use, for the first link of a native function costs milliseconds, and is a constant, for
/// libsodium's calls are fast only through one.
final class Engines {
    private static final Optional<Sodium> SODIUM = Sodium.find();

    private Engines() {}

    static AgreementEngine agreement() {
        return Agreement.ENGINE;
    }

    static SignatureEngine signature() {
        return Signature.ENGINE;
    }

    static GroupEngine group() {
        return Group.ENGINE;
    }

    static AeadEngine aead() {
        return Cipher.ENGINE;
    }

    /// The JDK's ML-KEM, whose key generation, encapsulation and decapsulation are faster by half and more, unless
    /// this JDK makes other keys from a seed than FIPS 203 does: then Bouncy Castle's.
    static KemEngine kem(MlKem set) {
        return JdkKemEngine.ifItKeepsToSeeds(set).orElseGet(() -> new BouncyKemEngine(set));
    }

    /// Java's, without a word, also where libsodium is there and lacks a function, or an image its descriptor.
    private static <E> E pick(Function<Sodium, ? extends E> sodium, E java) {
        try {
            return SODIUM.<E>map(sodium).orElse(java);
        } catch (RuntimeException | LinkageError e) {
            return java;
        }
    }

    private static final class Agreement {
        static final AgreementEngine ENGINE = pick(SodiumAgreement::new, new BouncyAgreement());
    }

    private static final class Signature {
        static final SignatureEngine ENGINE = pick(SodiumSignature::new, new BouncySignature());
    }

    private static final class Group {
        static final GroupEngine ENGINE = pick(SodiumGroup::new, new ElisabethGroup());
    }

    private static final class Cipher {
        static final AeadEngine ENGINE = pick(SodiumAead::new, new JdkAead());
    }
}
