package org.sotto.crypto.ratchet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.sotto.crypto.AuthenticationFailedException;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.support.Pair;
import org.sotto.support.Party;
import org.sotto.support.SeededRandom;

/// (h) An encapsulation key or ciphertext that someone puts into a message without the authentication key is refused,
/// although that person has every key that the message itself is sealed with. Section 11 of docs/protocol.md.
final class SubstitutedPartTest {
    private static final byte[] TEXT = "sealed by someone else".getBytes(UTF_8);

    private final SeededRandom random = new SeededRandom(8);
    private final Pair pair = new Pair(random);
    private final Authenticator stranger = Authenticator.start(SecretBytes.random(Keys.SIZE, random));

    @Test
    void anEncapsulationKeyOfTheFirstEpoch() {
        encapsulationKey(1);
    }

    @Test
    void anEncapsulationKeyOfALaterEpoch() {
        turns(2);
        encapsulationKey(3);
    }

    @Test
    void aCiphertextOfTheFirstEpoch() {
        ciphertext(1);
    }

    @Test
    void aCiphertextOfALaterEpoch() {
        turns(2);
        ciphertext(3);
    }

    private void encapsulationKey(long epoch) {
        byte[] message = pair.alice.send(TEXT);
        Scka.Sent own = new HolderIdle(epoch, stranger).send(random);
        refused(message, pair.alice, pair.bob, (SckaPart.EncapsulationKey) own.part());
    }

    private void ciphertext(long epoch) {
        byte[] toBob = pair.alice.send(TEXT);
        byte[] key =
                ((SckaPart.EncapsulationKey) Tapped.of(toBob, pair.bob).header().part()).key();
        pair.bob.receive(toBob);
        Scka.Sent own = new PeerHeard(epoch, stranger, key).send(random);
        refused(pair.bob.send(TEXT), pair.bob, pair.alice, (SckaPart.Ciphertext) own.part());
    }

    private void refused(byte[] message, Party from, Party to, SckaPart.EncapsulationKey own) {
        Tapped tapped = Tapped.of(message, to);
        byte[] realMac = tapped.header().part().mac();
        refused(tapped, from, own);
        refused(tapped, from, new SckaPart.EncapsulationKey(own.key(), realMac));
        opens(tapped, from);
    }

    private void refused(byte[] message, Party from, Party to, SckaPart.Ciphertext own) {
        Tapped tapped = Tapped.of(message, to);
        byte[] realMac = tapped.header().part().mac();
        refused(tapped, from, own);
        refused(tapped, from, new SckaPart.Ciphertext(own.key(), realMac));
        opens(tapped, from);
    }

    private void refused(Tapped tapped, Party from, SckaPart part) {
        byte[] before = tapped.receiver().session();
        byte[] forged = Altered.part(tapped, from, part, TEXT, random);
        assertThrows(
                AuthenticationFailedException.class, () -> tapped.receiver().receive(forged));
        assertArrayEquals(before, tapped.receiver().session());
    }

    /// The control: with the sender's own part, the same forgery opens.
    private void opens(Tapped tapped, Party from) {
        byte[] forged = Altered.part(tapped, from, tapped.header().part(), TEXT, random);
        assertArrayEquals(TEXT, tapped.receiver().receive(forged));
    }

    private void turns(int count) {
        for (int i = 0; i < count; i++) {
            pair.bob.receive(pair.alice.send(TEXT));
            pair.alice.receive(pair.bob.send(TEXT));
        }
    }
}
