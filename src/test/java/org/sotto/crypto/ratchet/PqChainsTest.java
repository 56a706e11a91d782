package org.sotto.crypto.ratchet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.RefusedException;
import org.sotto.crypto.RefusedException.Reason;
import org.sotto.crypto.agreement.Role;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.support.MemorySkippedKeys;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;

/// The rules for key epochs in section 5 of docs/protocol.md, at each limit and one beyond it.
final class PqChainsTest {
    private PqChains alice = PqChains.start(Role.INITIATOR, secret(1));
    private PqChains bob = PqChains.start(Role.RESPONDER, secret(1));
    private final MemorySkippedKeys stored = new MemorySkippedKeys();

    @Test
    void bothSidesDeriveTheSameKeysThroughEpochs() {
        for (int epoch = 0; epoch < 5; epoch++) {
            open(send());
            open(send());
            add(epoch + 1);
        }
    }

    @Test
    void theTwoDirectionsDiffer() {
        assertEquals(
                false,
                Arrays.equals(
                        SecretAccess.bytes(alice.send().key()),
                        SecretAccess.bytes(bob.send().key())));
    }

    @Test
    void skipsUpToTheLimitAndNotBeyond() {
        sendAndLose(1_000);
        open(send());
        assertEquals(1_000, count());
        sendAndLose(1_001);
        refuses(Reason.JUMP_TOO_FAR, send());
    }

    @Test
    void takesAStoredKeyOnce() {
        PqChains.Sent late = send();
        open(send());
        open(late);
        refuses(Reason.KEY_ALREADY_USED, late);
    }

    @Test
    void aLateMessageOfTheEpochBeforeHasItsStoredKey() {
        PqChains.Sent late = send();
        open(send());
        add(1);
        open(send());
        open(late);
        assertEquals(0, count());
    }

    @Test
    void theLastMessagesOfTheEpochBeforeMayBeLate() {
        open(send());
        PqChains.Sent late = send();
        PqChains.Sent last = send();
        add(1);
        open(send());
        open(last);
        open(late);
        assertEquals(0, count());
    }

    @Test
    void anEpochThatIsNotKnownIsRefused() {
        refuses(Reason.OUT_OF_ORDER, header(1, 0, 0));
        add(1);
        refuses(Reason.OUT_OF_ORDER, header(2, 0, 0));
    }

    @Test
    void aPreviousLengthBelowWhatHasArrivedIsRefused() {
        open(send());
        open(send());
        add(1);
        refuses(Reason.OUT_OF_ORDER, header(1, 0, 1));
    }

    @Test
    void aJumpInTheNextEpochIsLimited() {
        add(1);
        sendAndLose(1_000);
        PqChains.Sent last = send();
        refuses(Reason.JUMP_TOO_FAR, send());
        open(last);
        assertEquals(1_000, count());
    }

    @Test
    void storesTheRestOfTheEpochBeforeUpToTheLimitOfBothTogether() {
        sendAndLose(600);
        add(1);
        sendAndLose(400);
        open(send());
        assertEquals(1_000, count());
    }

    @Test
    void givesTheRestUpBeyondIt() {
        PqChains.Sent lost = send();
        sendAndLose(600);
        add(1);
        sendAndLose(400);
        open(send());
        assertEquals(400, count());
        refuses(Reason.KEY_ALREADY_USED, lost);
    }

    @Test
    void keysOfTwentyOldEpochsAreKept() {
        PqChains.Sent late = send();
        open(send());
        throughEpochs(1, 20);
        open(late);
    }

    @Test
    void thoseOfTheTwentyFirstAreNot() {
        PqChains.Sent late = send();
        open(send());
        throughEpochs(1, 21);
        assertEquals(0, count());
        refuses(Reason.KEY_ALREADY_USED, late);
    }

    @Test
    void thereAreAtMostTwoThousandStoredKeysAndTheOldestGoFirst() {
        sendAndLose(1_000);
        open(send());
        sendAndLose(1_000);
        open(send());
        assertEquals(2_000, count());
        sendAndLose(1);
        open(send());
        assertEquals(2_000, count());
        assertEquals(
                new SkippedKey.Id(SkippedKey.Kind.POST_QUANTUM, 0, 1),
                stored.ids(SkippedKey.Kind.POST_QUANTUM).getFirst());
    }

    @Test
    void anEpochIsUsedBeforeTheNextIsAdded() {
        alice = alice.add(Role.INITIATOR, new EpochSecret(1, secret(2)));
        assertThrows(IllegalStateException.class, () -> alice.add(Role.INITIATOR, new EpochSecret(2, secret(3))));
        assertThrows(IllegalStateException.class, () -> alice.under(2));
    }

    @Test
    void readsWhatItWrites() {
        open(send());
        add(1);
        for (PqChains chains : new PqChains[] {alice, bob}) {
            byte[] bytes = encode(chains);
            assertArrayEquals(bytes, encode(PqChains.decode(new ByteReader(bytes, "chains"))));
        }
    }

    private void throughEpochs(int first, int last) {
        for (int epoch = first; epoch <= last; epoch++) {
            add(epoch);
            open(send());
        }
    }

    /// Bob answers, so that both are in the epoch before; both learn the next one's secret, and send under it.
    private void add(int epoch) {
        PqChains.Sent answer = bob.send();
        bob = answer.next();
        try (KeyJournal journal = new KeyJournal(new MemorySkippedKeys())) {
            alice = alice.receive(header(answer), journal).next();
        }
        alice = alice.add(Role.INITIATOR, new EpochSecret(epoch, secret(epoch))).under(epoch);
        bob = bob.add(Role.RESPONDER, new EpochSecret(epoch, secret(epoch))).under(epoch);
    }

    private PqChains.Sent send() {
        PqChains.Sent sent = alice.send();
        alice = sent.next();
        return sent;
    }

    private void sendAndLose(int count) {
        for (int i = 0; i < count; i++) {
            send();
        }
    }

    private void open(PqChains.Sent sent) {
        KeyJournal journal = new KeyJournal(stored);
        PqChains.Received received = bob.receive(header(sent), journal);
        bob = received.next();
        stored.apply(journal.changes(), 0);
        assertArrayEquals(SecretAccess.bytes(sent.key()), SecretAccess.bytes(received.key()));
    }

    private void refuses(Reason reason, PqChains.Sent sent) {
        refuses(reason, header(sent));
    }

    private void refuses(Reason reason, MessageHeader header) {
        KeyJournal journal = new KeyJournal(stored);
        RefusedException e = assertThrows(RefusedException.class, () -> bob.receive(header, journal));
        assertEquals(reason, e.reason());
    }

    private static MessageHeader header(PqChains.Sent sent) {
        return header(sent.epoch(), sent.index(), sent.previous());
    }

    private static MessageHeader header(long epoch, long index, long previous) {
        SckaPart part = new SckaPart.Ciphertext(new byte[SckaPart.Ciphertext.KEY_SIZE], new byte[SckaPart.MAC_SIZE]);
        return new MessageHeader(new byte[32], 0, 0, epoch, index, previous, part);
    }

    private int count() {
        return stored.count(SkippedKey.Kind.POST_QUANTUM);
    }

    private static SecretBytes secret(int fill) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) fill);
        return SecretBytes.adopt(bytes);
    }

    private static byte[] encode(PqChains chains) {
        ByteWriter out = new ByteWriter(64);
        chains.encode(out);
        return out.toByteArray();
    }
}
