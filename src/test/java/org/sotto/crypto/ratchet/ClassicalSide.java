package org.sotto.crypto.ratchet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.sotto.crypto.RefusedException;
import org.sotto.crypto.RefusedException.Reason;
import org.sotto.crypto.agreement.Handshake;
import org.sotto.crypto.agreement.Initiation;
import org.sotto.crypto.agreement.Pqxdh;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.support.MemorySkippedKeys;
import org.sotto.support.Pair;
import org.sotto.support.SeededRandom;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;

/// One side of a double ratchet alone, whose messages a test can alter before they are sealed.
final class ClassicalSide {
    private static final byte[] TRANSCRIPT = new byte[64];
    private static final SckaPart NO_PART =
            new SckaPart.EncapsulationKey(new byte[SckaPart.EncapsulationKey.KEY_SIZE], new byte[SckaPart.MAC_SIZE]);

    private final SeededRandom random;
    private DoubleRatchet state;
    private final MemorySkippedKeys keys = new MemorySkippedKeys();

    private ClassicalSide(DoubleRatchet state, SeededRandom random) {
        this.state = state;
        this.random = random;
    }

    static ClassicalSide[] pair(long seed) {
        SeededRandom random = new SeededRandom(seed);
        Pair pair = new Pair(random);
        try (Initiation initiation = Pqxdh.initiate(pair.aliceIdentity, pair.bundle, Pair.NOW, Pair.NOW, random);
                Handshake answer = Pqxdh.respond(
                        pair.bobIdentity, initiation.envelope(), pair.bobSigned, pair.bobOneTime, Pair.NOW)) {
            DhKeyPair signed = new DhKeyPair(
                    Keys.copy(pair.bobSigned.x25519()), pair.bobSigned.record().x25519());
            return new ClassicalSide[] {
                new ClassicalSide(
                        DoubleRatchet.initiator(
                                initiation.handshake(), pair.bobSigned.record().x25519()),
                        random),
                new ClassicalSide(DoubleRatchet.responder(answer, signed), random)
            };
        }
    }

    /// A message before it is sealed.
    record Message(HeaderKey headerKey, MessageHeader header, byte[] key) {
        Message withPrevious(long previous) {
            return with(new MessageHeader(header.dhKey(), previous, header.index(), 0, 0, 0, header.part()));
        }

        Message withIndex(long index) {
            return with(new MessageHeader(header.dhKey(), header.previous(), index, 0, 0, 0, header.part()));
        }

        Message withDhKey(byte[] dhKey) {
            return with(new MessageHeader(dhKey, header.previous(), header.index(), 0, 0, 0, header.part()));
        }

        Message under(HeaderKey other) {
            return new Message(other, header, key);
        }

        private Message with(MessageHeader altered) {
            return new Message(headerKey, altered, key);
        }
    }

    Message send() {
        DoubleRatchet.Sent sent = state.send(random);
        state = sent.next();
        MessageHeader header = new MessageHeader(sent.dhKey(), sent.previous(), sent.index(), 0, 0, 0, NO_PART);
        return new Message(sent.headerKey(), header, SecretAccess.bytes(sent.messageKey()));
    }

    /// Sends messages that get lost.
    void send(int count) {
        for (int i = 0; i < count; i++) {
            send();
        }
    }

    /// Opens a message and checks that both sides have the same key for it.
    void open(Message message) {
        assertArrayEquals(message.key, SecretAccess.bytes(receive(message)));
    }

    SecretBytes receive(Message message) {
        byte[] bytes = RatchetMessage.seal(
                TRANSCRIPT, message.headerKey, message.header, SecretBytes.copyOf(message.key), new byte[4], random);
        KeyJournal journal = new KeyJournal(keys);
        DoubleRatchet.Received received = state.receive(RatchetMessage.parse(bytes, TRANSCRIPT), journal);
        state = received.next();
        keys.apply(journal.changes(), 0);
        return received.messageKey();
    }

    void refuses(Reason reason, Message message) {
        byte[] before = encoded();
        RefusedException e = assertThrows(RefusedException.class, () -> receive(message));
        assertEquals(reason, e.reason());
        assertArrayEquals(before, encoded());
    }

    int stored() {
        return ids().size();
    }

    List<SkippedKey.Id> ids() {
        return keys.ids(SkippedKey.Kind.CLASSICAL);
    }

    DoubleRatchet state() {
        return state;
    }

    byte[] encoded() {
        return encode(state);
    }

    /// NHKs of a state that has sent: the last of root 32, turn 65, chain 69, PN 4, NHKs 32.
    HeaderKey nextHeaderKey() {
        int at = 32 + 65 + 69 + 4;
        return HeaderKey.decode(new ByteReader(Arrays.copyOfRange(encoded(), at, at + 32), "key"));
    }

    static byte[] encode(DoubleRatchet state) {
        ByteWriter out = new ByteWriter(64);
        state.encode(out);
        return out.toByteArray();
    }
}
