package org.sotto.crypto.ratchet;

import java.security.SecureRandom;
import java.util.Arrays;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.primitive.Aead;
import org.sotto.support.Party;

/// Messages as someone makes them who has some keys of a message that is on the wire.
final class Altered {
    private Altered() {}

    /// By whoever has the sender's header key: another header under the same nonce, the body as it was.
    static byte[] header(byte[] message, Party sender, MessageHeader header) {
        Halves halves = Halves.of(sender);
        byte[] nonce = Arrays.copyOfRange(message, 1, 1 + Aead.NONCE);
        byte[] ad = Arrays.copyOf(halves.transcript(), halves.transcript().length + 1);
        ad[halves.transcript().length] = RatchetMessage.TYPE;
        byte[] sealed = headerKey(halves).seal(nonce, ad, header.encode());
        byte[] altered = message.clone();
        System.arraycopy(sealed, 0, altered, 1 + nonce.length, sealed.length);
        return altered;
    }

    /// By whoever has the header key and both halves of the message's key: another part, and any text.
    static byte[] part(Tapped message, Party sender, SckaPart part, byte[] text, SecureRandom random) {
        Halves halves = Halves.of(sender);
        MessageHeader from = message.header();
        MessageHeader header = new MessageHeader(
                from.dhKey(),
                from.previous(),
                from.index(),
                from.epoch(),
                from.epochIndex(),
                from.epochPrevious(),
                part);
        try (SecretBytes key = MessageKey.combine(
                message.pqKey(), message.classicalKey(), from.epoch(), from.epochIndex(), from.index())) {
            return RatchetMessage.seal(halves.transcript(), headerKey(halves), header, key, text, random);
        }
    }

    private static HeaderKey headerKey(Halves halves) {
        SendingChain chain = halves.sending().chain();
        if (chain == null) {
            throw new IllegalStateException("the sender has sent nothing");
        }
        return chain.headerKey();
    }
}
