package org.sotto.crypto.proof;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.sotto.support.Vectors;
import org.sotto.support.decoder.BadKeys;
import org.sotto.support.decoder.DecoderContract;
import org.sotto.support.decoder.Decodes;
import org.sotto.support.decoder.Row;
import org.sotto.wire.MalformedException.Kind;

/// The contract of [DecoderContract] for proofs.
@Decodes(SchnorrProof.class)
final class ProofDecoderTest extends DecoderContract {

    private final byte[] proof =
            Vectors.of("proof.json").all("proofs").getFirst().bytes("proof");

    @Override
    protected List<byte[]> valid() {
        return List.of(proof);
    }

    @Override
    protected byte[] recode(byte[] bytes) {
        return SchnorrProof.decode(bytes).encode();
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
        return List.of(
                Row.of("c is ℓ", Kind.NON_CANONICAL, Row.with(proof, 0, BadKeys.order())),
                Row.of("s is ℓ", Kind.NON_CANONICAL, Row.with(proof, 32, BadKeys.order())),
                Row.of("s with its top bit", Kind.NON_CANONICAL, Row.with(proof, 63, 0x80)));
    }

    @FuzzTest(maxDuration = "30s")
    void fuzz(byte[] bytes) {
        check(bytes);
    }
}
