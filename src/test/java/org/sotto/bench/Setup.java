package org.sotto.bench;

import java.security.SecureRandom;
import org.sotto.crypto.agreement.Handshake;
import org.sotto.crypto.agreement.Initiation;
import org.sotto.crypto.agreement.Pqxdh;
import org.sotto.crypto.agreement.PreKeyEnvelope;
import org.sotto.crypto.key.Fingerprint;
import org.sotto.crypto.key.PreKeyBundle;
import org.sotto.crypto.ratchet.Decrypted;
import org.sotto.crypto.ratchet.Encrypted;
import org.sotto.crypto.ratchet.TripleRatchet;
import org.sotto.protocol.FirstBlob;
import org.sotto.protocol.Padding;
import org.sotto.protocol.PaddingStrategy;
import org.sotto.support.MemorySkippedKeys;
import org.sotto.support.Pair;

/// From a fetched bundle's bytes to the first message opened, both sides together, every check made.
final class Setup {
    private final SecureRandom random;
    private final Pair pair;
    private final byte[] bundle;
    private final Fingerprint bob;

    Setup(SecureRandom random) {
        this.random = random;
        this.pair = new Pair(random);
        this.bundle = pair.bundle.encode();
        this.bob = pair.bobIdentity.record().fingerprint();
    }

    /// The envelope and the message travel as they are.
    void open() {
        PreKeyBundle fetched = PreKeyBundle.decode(bundle);
        try (Initiation initiation = initiate(fetched)) {
            byte[] message = first(initiation, fetched);
            receive(PreKeyEnvelope.decode(initiation.envelope().encode()), message);
        }
    }

    /// They travel in a first blob.
    void sealed() {
        PreKeyBundle fetched = PreKeyBundle.decode(bundle);
        try (Initiation initiation = initiate(fetched)) {
            byte[] message = first(initiation, fetched);
            byte[] blob = FirstBlob.seal(bob, fetched.signedPreKey(), initiation.envelope(), message, random);
            FirstBlob opened = FirstBlob.open(blob, pair.bobSigned, bob);
            receive(opened.envelope(), opened.ratchetMessage());
        }
    }

    private Initiation initiate(PreKeyBundle fetched) {
        return Pqxdh.initiate(pair.aliceIdentity, fetched, Pair.NOW, Pair.NOW, random);
    }

    private byte[] first(Initiation initiation, PreKeyBundle fetched) {
        TripleRatchet state = TripleRatchet.initiator(initiation.handshake(), fetched.signedPreKey());
        byte[] content = Padding.pad(new byte[256], PaddingStrategy.BUCKET, true);
        Encrypted encrypted = state.encrypt(content, random);
        encrypted.next().encode();
        return encrypted.message();
    }

    private void receive(PreKeyEnvelope envelope, byte[] message) {
        try (Handshake handshake =
                Pqxdh.respond(pair.bobIdentity, envelope, pair.bobSigned, pair.bobOneTime, Pair.NOW)) {
            TripleRatchet state = TripleRatchet.responder(handshake, pair.bobSigned);
            Decrypted decrypted = state.decrypt(message, new MemorySkippedKeys());
            decrypted.next().encode();
            Padding.unpad(decrypted.plaintext());
        }
    }
}
