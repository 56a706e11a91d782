package org.sotto.crypto.ratchet;

import org.sotto.crypto.key.SecretBytes;
import org.sotto.support.Party;

/// A message on the wire, with what only its sender and its receiver know of it. A test hands each of the secrets to a
/// thief, or not.
record Tapped(
        Party receiver, RatchetMessage message, MessageHeader header, SecretBytes classicalKey, SecretBytes pqKey) {
    /// Looks with the receiver's eyes, and leaves the receiver as it is.
    static Tapped of(byte[] message, Party receiver) {
        Halves halves = Halves.of(receiver);
        RatchetMessage parsed = RatchetMessage.parse(message, halves.transcript());
        KeyJournal journal = new KeyJournal(receiver.keys());
        DoubleRatchet.Received classical = halves.classical().receive(parsed, journal);
        PqChains.Received pq = halves.chains().receive(classical.header(), journal);
        return new Tapped(receiver, parsed, classical.header(), classical.messageKey(), pq.key());
    }

    /// Tries to open the body with these two halves.
    ///
    /// @throws org.sotto.crypto.AuthenticationFailedException if one of them is not the message's
    byte[] open(SecretBytes classical, SecretBytes pq) {
        try (SecretBytes key = MessageKey.combine(pq, classical, header.epoch(), header.epochIndex(), header.index())) {
            return message.openBody(key);
        }
    }
}
