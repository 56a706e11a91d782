package org.sotto.bench;

import java.security.SecureRandom;
import org.sotto.crypto.agreement.Handshake;
import org.sotto.crypto.agreement.Initiation;
import org.sotto.crypto.agreement.Pqxdh;
import org.sotto.crypto.agreement.PreKeyEnvelope;
import org.sotto.crypto.key.PreKeyBundle;
import org.sotto.crypto.ratchet.Decrypted;
import org.sotto.crypto.ratchet.Encrypted;
import org.sotto.crypto.ratchet.TripleRatchet;
import org.sotto.protocol.FirstBlob;
import org.sotto.protocol.Padding;
import org.sotto.protocol.PaddingStrategy;
import org.sotto.support.MemorySkippedKeys;
import org.sotto.support.Pair;

/// From a fetched bundle's bytes to the first message opened, sealed layer included, both sides together.
final class Setup {
    private final SecureRandom random;
    private final Pair pair;
    private final byte[] bundle;

    Setup(SecureRandom random) {
        this.random = random;
        this.pair = new Pair(random);
        this.bundle = pair.bundle.encode();
    }

    void run() {
        receive(send());
    }

    private byte[] send() {
        PreKeyBundle fetched = PreKeyBundle.decode(bundle);
        try (Initiation initiation = Pqxdh.initiate(pair.aliceIdentity, fetched, Pair.NOW, Pair.NOW, random)) {
            TripleRatchet state = TripleRatchet.initiator(initiation.handshake(), fetched.signedPreKey());
            byte[] content = Padding.pad(new byte[256], PaddingStrategy.BUCKET, true);
            Encrypted encrypted = state.encrypt(content, random);
            encrypted.next().encode();
            PreKeyEnvelope envelope = initiation.envelope();
            return FirstBlob.seal(
                    fetched.identity().fingerprint(), fetched.signedPreKey(), envelope, encrypted.message(), random);
        }
    }

    private void receive(byte[] blob) {
        FirstBlob opened =
                FirstBlob.open(blob, pair.bobSigned, pair.bobIdentity.record().fingerprint());
        try (Handshake handshake =
                Pqxdh.respond(pair.bobIdentity, opened.envelope(), pair.bobSigned, pair.bobOneTime, Pair.NOW)) {
            TripleRatchet state = TripleRatchet.responder(handshake, pair.bobSigned);
            Decrypted decrypted = state.decrypt(opened.ratchetMessage(), new MemorySkippedKeys());
            decrypted.next().encode();
            Padding.unpad(decrypted.plaintext());
        }
    }
}
