package org.sotto.crypto.agreement;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.primitive.MlKem;
import org.sotto.crypto.primitive.X25519;
import org.sotto.support.ScriptedRandom;
import org.sotto.support.VectorPeople;
import org.sotto.support.Vectors;

/// Section 3 of docs/protocol.md by the independent vectors, in the one-time and in the last-resort form.
final class HandshakeVectorsTest {
    private final VectorPeople people = new VectorPeople();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theInitiatorsEnvelopeTranscriptAndKeys(boolean oneTime) {
        Vectors form = people.form(oneTime);
        ScriptedRandom random = form.draws("ephemeral_private", "kem_randomness");
        long created = form.number("created_ms");
        try (Initiation initiation = Pqxdh.initiate(people.alice, people.bundle(oneTime), created, created, random)) {
            random.assertSpent();
            form.check("envelope", initiation.envelope().encode());
            form.check("envelope_hash", initiation.envelope().digest());
            checkKeys(form, initiation.handshake());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theRespondersKeys(boolean oneTime) {
        Vectors form = people.form(oneTime);
        PreKeyEnvelope envelope = PreKeyEnvelope.decode(form.bytes("envelope"));
        assertEquals(form.number("created_ms"), envelope.createdMs());
        form.check("envelope", envelope.encode());
        try (Handshake handshake =
                Pqxdh.respond(people.bob, envelope, people.signed, people.used(oneTime), form.number("created_ms"))) {
            checkKeys(form, handshake);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theAgreementsThatGoIn(boolean oneTime) {
        Vectors form = people.form(oneTime);
        byte[] ephemeral = form.bytes("ephemeral_private");
        byte[] signed = people.signed.record().x25519();
        List<byte[]> agreements = new ArrayList<>(List.of(
                X25519.agree(SecretAccess.bytes(people.alice.agreementKey()), signed),
                X25519.agree(ephemeral, people.bob.record().agreementKey()),
                X25519.agree(ephemeral, signed)));
        if (oneTime) {
            agreements.add(X25519.agree(ephemeral, people.oneTime.record().x25519()));
        }
        List<byte[]> expected = form.list("dh");
        assertEquals(expected.size(), agreements.size());
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i), agreements.get(i), "DH" + (i + 1));
        }
        SecretBytes seed = oneTime ? people.oneTime.kemSeed() : people.signed.kemSeed();
        byte[] ciphertext = PreKeyEnvelope.decode(form.bytes("envelope")).kemCiphertext();
        form.check("kem_secret", MlKem.ML_KEM_1024.decapsulate(SecretAccess.bytes(seed), ciphertext));
    }

    private static void checkKeys(Vectors form, Handshake handshake) {
        form.check("transcript", handshake.transcript());
        form.check("root", SecretAccess.bytes(handshake.root()));
        form.check("header_key", SecretAccess.bytes(handshake.headerKey()));
        form.check("next_header_key", SecretAccess.bytes(handshake.nextHeaderKey()));
        form.check("pq_key", SecretAccess.bytes(handshake.postQuantumKey()));
    }
}
