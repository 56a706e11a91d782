package org.sotto.crypto.ratchet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.sotto.crypto.agreement.Role;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.support.VectorPeople;
import org.sotto.support.Vectors;
import org.sotto.wire.ByteReader;

/// The post-quantum half of section 5 of docs/protocol.md by the independent vectors: authenticator, epoch secrets,
/// the chains of every epoch and their keys.
final class EpochVectorsTest {
    private final Vectors vectors = Vectors.of("session.json");
    private final byte[] pqKey = new VectorPeople().form(true).bytes("pq_key");

    @Test
    void theAuthenticatorStartsAndFollowsEveryEpoch() {
        Authenticator now = Authenticator.start(SecretBytes.copyOf(pqKey));
        check(vectors, now);
        int epochs = 0;
        for (Vectors message : vectors.all("messages")) {
            if (message.has("added")) {
                now = now.update(added(message));
                check(message, now);
                epochs++;
            }
        }
        assertEquals(4, epochs);
    }

    /// The parts, with their MACs, as the two state machines make them from the randomness of the vectors.
    @Test
    void theStateMachinesMakeTheParts() {
        Scka holder = new HolderIdle(1, Authenticator.start(SecretBytes.copyOf(pqKey)));
        Scka peer = new PeerWaiting(Authenticator.start(SecretBytes.copyOf(pqKey)));
        for (Vectors message : vectors.all("messages")) {
            boolean fromHolder = message.text("from").equals(VectorSession.INITIATOR);
            Scka.Sent sent = (fromHolder ? holder : peer).send(message.draws("kem_seed", "kem_randomness"));
            assertEquals(message.number("ke"), sent.keyEpoch());
            MessageHeader header = MessageHeader.decode(message.bytes("header"));
            check(header.part(), sent.part());
            if (message.has("added")) {
                EpochSecret added = java.util.Objects.requireNonNull(sent.added());
                assertEquals(message.in("added").number("epoch"), added.epoch());
                message.in("added").check("secret", SecretAccess.bytes(added.secret()));
            }
            Scka received = (fromHolder ? peer : holder)
                    .receive(header.part(), header.epoch() + 1)
                    .next();
            holder = fromHolder ? sent.next() : received;
            peer = fromHolder ? received : sent.next();
        }
    }

    /// Stored form: root 32 ‖ sending epoch 4 ‖ chain 32 …: see [PqSending].
    @Test
    void everyEpochsRootAndChains() {
        PqChains chains = PqChains.start(Role.INITIATOR, SecretBytes.copyOf(pqKey));
        ByteReader start = new ByteReader(Encoded.of(chains::encode), "chains");
        vectors.check("pq_root", start.bytes(32));
        assertEquals(0, start.u32());
        vectors.check("pq_chain_ab", start.bytes(32));
        for (Vectors message : vectors.all("messages")) {
            if (message.has("added")) {
                checkAdded(message.in("added"), chains, added(message));
                EpochSecret added = added(message);
                chains = chains.add(Role.INITIATOR, added).under(added.epoch());
                chains = received(chains, added.epoch());
            }
        }
    }

    /// The keys that the messages of the vectors were sealed under, epoch by epoch and direction by direction.
    @Test
    void theKeysOfTheChains() {
        for (String side : new String[] {VectorSession.INITIATOR, VectorSession.RESPONDER}) {
            PqChain chain = null;
            long epoch = -1;
            for (Vectors message : vectors.all("messages")) {
                if (!message.text("from").equals(side)) {
                    continue;
                }
                if (message.number("ke") != epoch) {
                    epoch = message.number("ke");
                    chain = new PqChain(SecretBytes.copyOf(start(side, epoch)), 0);
                }
                PqChain.Step step = java.util.Objects.requireNonNull(chain).step();
                message.check("pq_key", SecretAccess.bytes(step.key()));
                chain = step.next();
            }
        }
    }

    private byte[] start(String side, long epoch) {
        String direction = side.equals(VectorSession.INITIATOR) ? "chain_ab" : "chain_ba";
        if (epoch == 0) {
            return vectors.bytes("pq_" + direction);
        }
        return vectors.all("messages").stream()
                .filter(message -> message.has("added") && message.in("added").number("epoch") == epoch)
                .map(message -> message.in("added").bytes(direction))
                .findFirst()
                .orElseThrow();
    }

    private static void checkAdded(Vectors expected, PqChains before, EpochSecret added) {
        for (Role role : Role.values()) {
            String sending = role == Role.INITIATOR ? "chain_ab" : "chain_ba";
            ByteReader in = new ByteReader(Encoded.of(before.add(role, added)::encode), "chains");
            expected.check("root", in.bytes(32));
            in.u32();
            in.bytes(36);
            assertEquals(1, in.u8());
            expected.check(sending, in.bytes(32));
        }
    }

    /// The chains after the peer's first message under `epoch`, so that the next epoch may be added.
    private static PqChains received(PqChains chains, long epoch) {
        SckaPart part = new SckaPart.Ciphertext(new byte[1_088], new byte[32]);
        MessageHeader header = new MessageHeader(new byte[32], 0, 0, epoch, 0, 1, part);
        return chains.receive(header, new KeyJournal(new org.sotto.support.MemorySkippedKeys()))
                .next();
    }

    private static EpochSecret added(Vectors message) {
        Vectors added = message.in("added");
        return new EpochSecret(added.number("epoch"), SecretBytes.copyOf(added.bytes("secret")));
    }

    private static void check(Vectors expected, Authenticator actual) {
        ByteReader in = new ByteReader(Encoded.of(actual::encode), "authenticator");
        expected.check("auth_root", in.bytes(32));
        expected.check("auth_mac_key", in.bytes(32));
    }

    private static void check(SckaPart expected, SckaPart actual) {
        org.junit.jupiter.api.Assertions.assertArrayEquals(
                Encoded.of(expected::encodeTyped), Encoded.of(actual::encodeTyped));
    }
}
