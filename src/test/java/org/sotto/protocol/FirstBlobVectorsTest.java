package org.sotto.protocol;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sotto.crypto.agreement.Handshake;
import org.sotto.crypto.agreement.Initiation;
import org.sotto.crypto.agreement.Pqxdh;
import org.sotto.crypto.agreement.PreKeyEnvelope;
import org.sotto.crypto.key.Fingerprint;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.primitive.XWing;
import org.sotto.crypto.ratchet.TripleRatchet;
import org.sotto.support.MemorySkippedKeys;
import org.sotto.support.ScriptedRandom;
import org.sotto.support.VectorPeople;
import org.sotto.support.Vectors;

/// The sealed layer of section 6 of docs/protocol.md by the independent vectors: from a text to the blob that a server
/// stores, and back.
final class FirstBlobVectorsTest {
    private final VectorPeople people = new VectorPeople();
    private final Fingerprint bob = people.bob.record().fingerprint();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatAliceSends(boolean oneTime) {
        Vectors form = people.form(oneTime);
        Vectors first = vectors(oneTime);
        byte[] content = Vectors.of("content.json").all("contents").getFirst().bytes("encoded");
        first.check("plaintext", Padding.pad(content, PaddingStrategy.BUCKET, true));
        long created = form.number("created_ms");
        try (Initiation initiation = Pqxdh.initiate(
                        people.alice,
                        people.bundle(oneTime),
                        created,
                        created,
                        form.draws("ephemeral_private", "kem_randomness"));
                TripleRatchet state = TripleRatchet.initiator(initiation.handshake(), people.signed.record())) {
            byte[] message = state.encrypt(first.bytes("plaintext"), first.draws("dh_private", "kem_seed", "nonce"))
                    .message();
            first.check("message", message);
            ScriptedRandom random = first.draws("xwing_randomness");
            first.check("blob", FirstBlob.seal(bob, people.signed.record(), initiation.envelope(), message, random));
            random.assertSpent();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatBobOpens(boolean oneTime) {
        Vectors form = people.form(oneTime);
        Vectors first = vectors(oneTime);
        FirstBlob opened = FirstBlob.open(first.bytes("blob"), people.signed, bob);
        form.check("envelope", opened.envelope().encode());
        first.check("message", opened.ratchetMessage());
        PreKeyEnvelope envelope = opened.envelope();
        try (Handshake handshake =
                        Pqxdh.respond(people.bob, envelope, people.signed, people.used(oneTime), envelope.createdMs());
                TripleRatchet state = TripleRatchet.responder(handshake, people.signed)) {
            byte[] plaintext = state.decrypt(opened.ratchetMessage(), new MemorySkippedKeys())
                    .plaintext();
            first.check("plaintext", plaintext);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theSecretOfTheSeal(boolean oneTime) {
        Vectors first = vectors(oneTime);
        byte[] ciphertext = java.util.Arrays.copyOfRange(first.bytes("blob"), 5, 1_125);
        byte[] secret = XWing.decapsulate(SecretAccess.bytes(people.signed.sealSeed()), ciphertext);
        first.check("xwing_secret", secret);
        first.check(
                "seal_key",
                org.sotto.crypto.primitive.Hkdf.derive(
                        null, secret, org.sotto.crypto.Label.SEAL.with(bob.bytes()), 32));
    }

    private static Vectors vectors(boolean oneTime) {
        return Vectors.of("first-blob.json").in(oneTime ? "one_time" : "last_resort");
    }
}
