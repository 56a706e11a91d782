package org.sotto.crypto.primitive;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import java.util.function.Function;

/// The two families that the tests of the primitives run against, whichever of them this machine uses. Those of
/// libsodium are skipped where it is not installed.
enum Implementation {
    JAVA,
    LIBSODIUM;

    private static final Optional<Sodium> SODIUM = Sodium.find();

    AgreementEngine agreement() {
        return engine(new BouncyAgreement(), SodiumAgreement::new);
    }

    SignatureEngine signature() {
        return engine(new BouncySignature(), SodiumSignature::new);
    }

    GroupEngine group() {
        return engine(new ElisabethGroup(), SodiumGroup::new);
    }

    AeadEngine aead() {
        return engine(new JdkAead(), SodiumAead::new);
    }

    private <E> E engine(E java, Function<Sodium, ? extends E> sodium) {
        if (this == JAVA) {
            return java;
        }
        assumeTrue(SODIUM.isPresent(), "libsodium is not on this machine");
        return sodium.apply(SODIUM.orElseThrow());
    }
}
