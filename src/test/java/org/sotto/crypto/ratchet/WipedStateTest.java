package org.sotto.crypto.ratchet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.sotto.support.Pair;
import org.sotto.support.Party;
import org.sotto.support.Secrets;
import org.sotto.support.SeededRandom;
import org.sotto.wire.ByteReader;

/// Closing a session's state overwrites every secret that can be reached from it, in whatever state it is.
final class WipedStateTest {
    private static final byte[] TEXT = {1};
    private static final int HEAD = 66;

    private final Pair pair = new Pair(new SeededRandom(5));
    private final Set<String> shapes = new TreeSet<>();

    @Test
    void everyStateOfAConversation() {
        look();
        pair.alice.send(TEXT);
        for (int round = 0; round < 3; round++) {
            pass(pair.alice, pair.bob);
            byte[] late = pair.alice.send(TEXT);
            pass(pair.alice, pair.bob);
            pass(pair.bob, pair.alice);
            pair.bob.send(TEXT);
            pass(pair.bob, pair.alice);
            if (round == 1) {
                pair.bob.receive(late);
            }
        }
        assertEquals(
                Set.of("HolderIdle", "HolderSent", "PeerHeard", "PeerSent", "PeerWaiting", "old chains", "next epoch"),
                shapes);
    }

    @Test
    void whatIsAddedToTheStoredKeys() {
        pair.alice.send(TEXT);
        Decrypted decrypted = pair.bob.state().decrypt(pair.alice.send(TEXT), pair.bob.keys());
        Secrets added = Secrets.reachableFrom(decrypted.changes());
        assertEquals(2, added.count());
        decrypted.changes().close();
        added.assertWiped();
    }

    @Test
    void theStateBeforeWithTheOneAfterIt() {
        TripleRatchet before = pair.alice.state();
        TripleRatchet after = before.encrypt(TEXT, new SeededRandom(6)).next();
        Secrets left = Secrets.reachableFrom(before);
        after.encode();
        left.assertAlive();
        before.close();
        left.assertWiped();
    }

    private void pass(Party from, Party to) {
        byte[] message = from.send(TEXT);
        look();
        to.receive(message);
        look();
    }

    private void look() {
        close(pair.alice.session());
        close(pair.bob.session());
    }

    private void close(byte[] session) {
        note(session);
        TripleRatchet state = TripleRatchet.decode(session);
        Secrets secrets = Secrets.reachableFrom(state);
        state.close();
        secrets.assertWiped();
    }

    private void note(byte[] session) {
        ByteReader in = new ByteReader(session, "session");
        in.bytes(HEAD);
        RootKey.decode(in);
        Turn.decode(in);
        SendingSide.decode(in);
        if (!ReceivingSide.decode(in).old().isEmpty()) {
            shapes.add("old chains");
        }
        in.bytes(Keys.SIZE);
        if (PqSending.decode(in).next() != null) {
            shapes.add("next epoch");
        }
        PqReceiving.decode(in);
        shapes.add(Scka.decode(in).getClass().getSimpleName());
    }
}
