package org.sotto.crypto.ratchet;

import org.sotto.crypto.CryptoException;
import org.sotto.crypto.agreement.Role;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.support.MemorySkippedKeys;
import org.sotto.support.Party;

/// Someone who has copied a device once, hears every message of both directions from then on, and follows the ratchet
/// with what was copied as far as that goes. Draws no randomness of the two, so has none of their new private keys.
final class Thief {
    /// What the thief need not steal, because that half is broken for ever: of every message it knows this half.
    enum Knows {
        NOTHING,
        CLASSICAL,
        POST_QUANTUM
    }

    /// One direction, as the thief can follow it.
    private static final class Ear {
        DoubleRatchet classical;
        PqChains chains;
        final MemorySkippedKeys keys;

        Ear(DoubleRatchet classical, PqChains chains, MemorySkippedKeys keys) {
            this.classical = classical;
            this.chains = chains;
            this.keys = keys;
        }
    }

    private final Party victim;
    private final Knows knows;
    private final Ear toVictim;
    private final Ear fromVictim;
    private Scka scka;

    Thief(Party victim, Knows knows) {
        Halves stolen = Halves.of(victim);
        this.victim = victim;
        this.knows = knows;
        this.toVictim =
                new Ear(stolen.classical(), stolen.chains(), victim.keys().copy());
        this.fromVictim = new Ear(stolen.mirroredClassical(), stolen.mirroredChains(), new MemorySkippedKeys());
        this.scka = stolen.scka();
    }

    /// The epoch of the part that the stolen state is in.
    long partEpoch() {
        return switch (scka) {
            case HolderIdle idle -> idle.epoch();
            case HolderSent sent -> sent.epoch();
            case PeerWaiting _ -> 0;
            case PeerHeard heard -> heard.epoch();
            case PeerSent sent -> sent.epoch();
        };
    }

    /// Whether the message is open to the thief; if so, the thief learns from it what its receiver does.
    boolean opens(Tapped tapped) {
        Ear ear = tapped.receiver() == victim ? toVictim : fromVictim;
        try {
            KeyJournal journal = new KeyJournal(ear.keys);
            DoubleRatchet nextClassical = ear.classical;
            SecretBytes classicalKey = tapped.classicalKey();
            if (knows != Knows.CLASSICAL) {
                DoubleRatchet.Received received = ear.classical.receive(tapped.message(), journal);
                nextClassical = received.next();
                classicalKey = received.messageKey();
            }
            PqChains nextChains = ear.chains;
            SecretBytes pqKey = tapped.pqKey();
            if (knows != Knows.POST_QUANTUM) {
                PqChains.Received received = ear.chains.receive(tapped.header(), journal);
                nextChains = received.next();
                pqKey = received.key();
            }
            tapped.open(classicalKey, pqKey);
            ear.classical = nextClassical;
            ear.chains = nextChains;
            ear.keys.apply(journal.changes(), 0);
            if (ear == toVictim && knows != Knows.POST_QUANTUM) {
                follow(tapped.header());
            }
            return true;
        } catch (CryptoException e) {
            return false;
        }
    }

    /// A stolen decapsulation key opens the ciphertext that comes for it, and so gives one more epoch. For the epochs
    /// after it the thief has no key.
    private void follow(MessageHeader header) {
        if (!(scka instanceof HolderSent sent) || sent.epoch() != header.epoch() + 1) {
            return;
        }
        Scka.Received agreed = sent.receive(header.part(), sent.epoch());
        scka = agreed.next();
        EpochSecret added = java.util.Objects.requireNonNull(agreed.added());
        toVictim.chains = toVictim.chains.add(Role.INITIATOR, added);
        fromVictim.chains = fromVictim.chains.add(Role.RESPONDER, added);
    }
}
