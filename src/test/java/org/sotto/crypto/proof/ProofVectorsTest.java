package org.sotto.crypto.proof;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.primitive.Ristretto;
import org.sotto.support.ScriptedRandom;
import org.sotto.support.Vectors;
import org.sotto.wire.ByteWriter;

/// The device's proof of section 8 of docs/protocol.md by the independent vectors, for both purposes.
final class ProofVectorsTest {
    private final List<Vectors> proofs = Vectors.of("proof.json").all("proofs");

    @Test
    void theDevicesKey() {
        for (Vectors proof : proofs) {
            proof.check("public", device(proof).publicKey());
        }
    }

    @Test
    void theProofFromTheFreshBytesOfTheVectors() {
        for (Vectors proof : proofs) {
            ScriptedRandom random = proof.draws("fresh");
            SchnorrProof made = SchnorrProof.prove(device(proof).secret(), context(proof, purpose(proof)), random);
            random.assertSpent();
            proof.check("proof", made.encode());
        }
    }

    @Test
    void theProofOfTheVectorsVerifiesForItsPurposeOnly() {
        for (Vectors proof : proofs) {
            SchnorrProof read = SchnorrProof.decode(proof.bytes("proof"));
            for (ProofContext.Purpose purpose : ProofContext.Purpose.values()) {
                boolean own = purpose == purpose(proof);
                if (own) {
                    assertTrue(read.verify(context(proof, purpose)));
                } else {
                    assertFalse(read.verify(context(proof, purpose)));
                }
            }
        }
    }

    /// R' = sG − cY is the R of the vectors.
    @Test
    void theCommitment() {
        for (Vectors proof : proofs) {
            byte[] encoded = proof.bytes("proof");
            byte[] c = java.util.Arrays.copyOf(encoded, 32);
            byte[] s = java.util.Arrays.copyOfRange(encoded, 32, 64);
            proof.check("commitment", Ristretto.doubleMultiplySubtract(s, c, proof.bytes("public")));
        }
    }

    private static DeviceKeyPair device(Vectors proof) {
        return DeviceKeyPair.decode(
                new ByteWriter(33).u8(4).bytes(proof.bytes("secret")).toByteArray());
    }

    private static ProofContext.Purpose purpose(Vectors proof) {
        return ProofContext.Purpose.valueOf(proof.text("purpose").toUpperCase(java.util.Locale.ROOT));
    }

    private static ProofContext context(Vectors proof, ProofContext.Purpose purpose) {
        return new ProofContext(
                purpose,
                proof.bytes("server_id"),
                proof.bytes("exporter"),
                proof.bytes("device_id"),
                proof.bytes("public"),
                proof.bytes("client_nonce"),
                proof.bytes("server_nonce"),
                proof.number("expiry_ms"),
                proof.bytes("challenge"));
    }
}
