package org.sotto.crypto.ratchet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.support.MemorySkippedKeys;
import org.sotto.support.Pair;
import org.sotto.support.Secrets;
import org.sotto.support.SeededRandom;

/// What one step derives and no later state holds is overwritten when the step is over, and nothing else is.
final class WipedStepTest {
    private final KeyJournal journal = new KeyJournal(new MemorySkippedKeys());

    @Test
    void theChainKeyThatAClassicalChainOnlyStepsOver() {
        ReceivingChain chain = new ReceivingChain(0, new HeaderKey(secret(1)), new ChainKey(secret(2)), 0);
        ReceivingChain.Step step = chain.open(0, journal);
        Secrets own = Secrets.reachableFrom(chain, step.messageKey());
        Secrets between = Secrets.reachableFrom(step.next().key());
        Secrets kept = Secrets.reachableFrom(step.onward());
        between.assertWiped();
        own.assertAlive();
        kept.assertAlive();
    }

    @Test
    void theChainKeyThatAPostQuantumChainOnlyStepsOver() {
        PqChain chain = new PqChain(secret(1), 0);
        PqChain.Step step = chain.step();
        Secrets own = Secrets.reachableFrom(chain, step.key());
        Secrets between = Secrets.reachableFrom(step.next());
        Secrets kept = Secrets.reachableFrom(step.onward());
        between.assertWiped();
        own.assertAlive();
        kept.assertAlive();
    }

    @Test
    void theFirstKeyOfANewChain() {
        RootKey root = new RootKey(secret(1));
        RootKey.Step step = root.step(secret(2));
        Secrets first = Secrets.reachableFrom(step.chain());
        Secrets kept = Secrets.reachableFrom(root, step.root(), step.nextHeaderKey());
        step.close();
        first.assertWiped();
        kept.assertAlive();
    }

    @Test
    void theKeysOfATransitionThatWasRefused() {
        SecretBytes key = secret(1);
        Secrets derived = Secrets.reachableFrom(key);
        journal.add(new SkippedKey.Id(SkippedKey.Kind.CLASSICAL, 0, 0), key);
        journal.close();
        derived.assertWiped();
    }

    @Test
    void notTheKeysOfATransitionThatWent() {
        journal.add(new SkippedKey.Id(SkippedKey.Kind.CLASSICAL, 0, 0), secret(1));
        SkippedKeyChanges changes = journal.changes();
        journal.close();
        Secrets.reachableFrom(changes.added()).assertAlive();
    }

    @Test
    void theSharedSecretOfAnEpochAndThenTheEpochs() {
        byte[] shared = new byte[Keys.SIZE];
        Arrays.fill(shared, (byte) 3);
        EpochSecret epoch = EpochSecret.derive(1, shared);
        assertArrayEquals(new byte[Keys.SIZE], shared);
        Secrets secret = Secrets.reachableFrom(epoch);
        epoch.close();
        secret.assertWiped();
    }

    @Test
    void theStoredKeysThatAMessageTook() {
        Pair pair = new Pair(new SeededRandom(7));
        byte[] late = pair.alice.send(new byte[1]);
        pair.bob.receive(pair.alice.send(new byte[1]));
        Watched watched = new Watched(pair.bob.keys());
        pair.bob.state().decrypt(late, watched);
        assertEquals(2, watched.taken.size());
        watched.taken.forEach(Secrets::assertWiped);
    }

    /// Keeps an eye on the rows that it gives away.
    private static final class Watched implements SkippedKeys {
        private final SkippedKeys rows;
        private final List<Secrets> taken = new ArrayList<>();

        Watched(SkippedKeys rows) {
            this.rows = rows;
        }

        @Override
        public Optional<SkippedKey> find(SkippedKey.Id id) {
            Optional<SkippedKey> found = rows.find(id);
            found.ifPresent(row -> taken.add(Secrets.reachableFrom(row)));
            return found;
        }

        @Override
        public List<SkippedKey.Id> oldest(SkippedKey.Kind kind, int count) {
            return rows.oldest(kind, count);
        }

        @Override
        public List<SkippedKey.Id> storedBefore(long timeMs) {
            return rows.storedBefore(timeMs);
        }
    }

    private static SecretBytes secret(int fill) {
        byte[] bytes = new byte[Keys.SIZE];
        Arrays.fill(bytes, (byte) fill);
        return SecretBytes.adopt(bytes);
    }
}
