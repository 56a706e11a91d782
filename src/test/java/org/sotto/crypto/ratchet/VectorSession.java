package org.sotto.crypto.ratchet;

import java.util.Map;
import java.util.TreeMap;
import org.sotto.crypto.agreement.Handshake;
import org.sotto.crypto.agreement.Pqxdh;
import org.sotto.crypto.agreement.PreKeyEnvelope;
import org.sotto.support.MemorySkippedKeys;
import org.sotto.support.ScriptedRandom;
import org.sotto.support.VectorPeople;
import org.sotto.support.Vectors;

/// The conversation of the test vectors, both sides of it, as far as it has been replayed.
final class VectorSession {
    static final String INITIATOR = "A";
    static final String RESPONDER = "B";

    /// Of both sides: only the responder ever misses a message.
    private final MemorySkippedKeys keys = new MemorySkippedKeys();
    private final Map<String, TripleRatchet> sides = new TreeMap<>();

    VectorSession() {
        VectorPeople people = new VectorPeople();
        Vectors form = people.form(true);
        long created = form.number("created_ms");
        try (var initiation = Pqxdh.initiate(
                people.alice,
                people.bundle(true),
                created,
                created,
                form.draws("ephemeral_private", "kem_randomness"))) {
            sides.put(INITIATOR, TripleRatchet.initiator(initiation.handshake(), people.signed.record()));
        }
        PreKeyEnvelope envelope = PreKeyEnvelope.decode(form.bytes("envelope"));
        try (Handshake handshake = Pqxdh.respond(people.bob, envelope, people.signed, people.oneTime, created)) {
            sides.put(RESPONDER, TripleRatchet.responder(handshake, people.signed));
        }
    }

    /// The sender's state and message, with the randomness of the vectors.
    byte[] send(Vectors message) {
        String from = message.text("from");
        ScriptedRandom random = message.draws("dh_private", "kem_seed", "kem_randomness", "nonce");
        Encrypted sent = side(from).encrypt(message.bytes("plaintext"), random);
        random.assertSpent();
        sides.put(from, sent.next());
        return sent.message();
    }

    /// What the other side reads in it.
    byte[] receive(Vectors message) {
        return open(message, message.bytes("message"));
    }

    /// What the other side reads in these bytes instead.
    byte[] open(Vectors message, byte[] bytes) {
        String to = message.text("from").equals(INITIATOR) ? RESPONDER : INITIATOR;
        Decrypted opened = side(to).decrypt(bytes, keys);
        keys.apply(opened.changes(), 0);
        sides.put(to, opened.next());
        return opened.plaintext();
    }

    /// A side's state as it rests between two operations.
    byte[] stored(String name) {
        return java.util.Objects.requireNonNull(sides.get(name)).encode();
    }

    private TripleRatchet side(String name) {
        return TripleRatchet.decode(stored(name));
    }
}
