package org.sotto.crypto.key;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.sotto.crypto.BadSignatureException;
import org.sotto.crypto.RefusedException;
import org.sotto.support.VectorPeople;
import org.sotto.support.Vectors;
import org.sotto.support.decoder.DecoderContract;
import org.sotto.support.decoder.Decodes;
import org.sotto.support.decoder.Row;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException.Kind;

/// The contract of [DecoderContract] for chains of identities.
@Decodes(IdentityChain.class)
final class IdentityChainDecoderTest extends DecoderContract {

    private final byte[] chain = Vectors.of("rotation.json").bytes("chain");

    @Override
    protected List<byte[]> valid() {
        return List.of(chain);
    }

    @Override
    protected byte[] recode(byte[] bytes) {
        return IdentityChain.decode(bytes).encode();
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
    protected boolean isRefusal(RuntimeException e) {
        return super.isRefusal(e) || e instanceof BadSignatureException || e instanceof RefusedException;
    }

    @Override
    protected List<Row> rows() {
        VectorPeople people = new VectorPeople();
        byte[] rotation = Vectors.of("rotation.json").bytes("record");
        return List.of(
                Row.of("of somebody else", RefusedException.class, after(people.bob.record(), rotation)),
                Row.of("one twice", RefusedException.class, after(people.alice.record(), rotation, rotation)),
                Row.of("the first record's version", Kind.WRONG_VERSION, Row.with(chain, 0, 2)),
                Row.of("a rotation's version", Kind.WRONG_VERSION, Row.with(chain, 129, 2)),
                Row.of("the predecessor's word", BadSignatureException.class, Row.with(chain, 299, chain[299] ^ 1)),
                Row.of("17 rotations", Kind.WRONG_LENGTH, new byte[129 + 17 * 298]));
    }

    private static byte[] after(IdentityRecord first, byte[]... rotations) {
        ByteWriter out = new ByteWriter(IdentityRecord.SIZE + rotations.length * IdentityRotation.SIZE);
        out.bytes(first.encode());
        for (byte[] rotation : rotations) {
            out.bytes(rotation);
        }
        return out.toByteArray();
    }

    @FuzzTest(maxDuration = "30s")
    void fuzz(byte[] bytes) {
        check(bytes);
    }
}
