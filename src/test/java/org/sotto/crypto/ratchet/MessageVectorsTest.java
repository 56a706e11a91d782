package org.sotto.crypto.ratchet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.sotto.crypto.AuthenticationFailedException;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.primitive.X25519;
import org.sotto.support.VectorPeople;
import org.sotto.support.Vectors;
import org.sotto.wire.ByteReader;

/// Sections 4 and 5 of docs/protocol.md by the independent vectors: a conversation of twelve messages through four
/// epochs, message by message, and the keys behind it.
final class MessageVectorsTest {
    private final Vectors vectors = Vectors.of("session.json");

    @Test
    void bothSidesSpeakTheConversationOfTheVectors() {
        VectorSession session = new VectorSession();
        for (Vectors message : vectors.all("messages")) {
            message.check("message", session.send(message));
            message.check("plaintext", session.receive(message));
        }
    }

    /// Root, chain and next header key of every turn, from the root before it and the two keys that agree.
    @Test
    void theTurns() {
        VectorPeople people = new VectorPeople();
        byte[] root = people.form(true).bytes("root");
        byte[] peerKey = people.signed.record().x25519();
        for (Vectors message : vectors.all("messages")) {
            if (message.has("dh_private")) {
                byte[] own = message.bytes("dh_private");
                try (SecretBytes dh = SecretBytes.adopt(X25519.agree(own, peerKey))) {
                    RootKey.Step step =
                            RootKey.decode(new ByteReader(root, "root")).step(dh);
                    root = Encoded.of(step.root()::encode);
                    message.check("root", root);
                    message.check("chain", Encoded.of(step.chain()::encode));
                    message.check("next_header_key", Encoded.of(step.nextHeaderKey()::encode));
                }
                peerKey = X25519.publicKey(own);
            }
        }
    }

    @Test
    void theKeysOfTheChains() {
        byte[] chain = {};
        byte[] other = {};
        String last = VectorSession.INITIATOR;
        for (Vectors message : vectors.all("messages")) {
            if (!message.text("from").equals(last)) {
                byte[] swap = chain;
                chain = other;
                other = swap;
                last = message.text("from");
            }
            ChainKey key =
                    ChainKey.decode(new ByteReader(message.has("chain") ? message.bytes("chain") : chain, "chain"));
            message.check("mk", SecretAccess.bytes(key.messageKey()));
            chain = Encoded.of(key.next()::encode);
        }
    }

    @Test
    void theMessageKeys() {
        for (Vectors message : vectors.all("messages")) {
            SecretBytes key = MessageKey.combine(
                    SecretBytes.copyOf(message.bytes("pq_key")),
                    SecretBytes.copyOf(message.bytes("mk")),
                    message.number("ke"),
                    message.number("ki"),
                    message.number("n"));
            message.check("message_key", SecretAccess.bytes(key));
        }
    }

    /// A control: the receiver's side is not satisfied by anything but these bytes.
    @Test
    void aFlippedBitOfAMessageIsNotRead() {
        VectorSession session = new VectorSession();
        Vectors first = vectors.all("messages").getFirst();
        assertArrayEquals(first.bytes("message"), session.send(first));
        byte[] flipped = first.bytes("message");
        flipped[flipped.length - 1] ^= 1;
        assertThrows(AuthenticationFailedException.class, () -> session.open(first, flipped));
    }
}
