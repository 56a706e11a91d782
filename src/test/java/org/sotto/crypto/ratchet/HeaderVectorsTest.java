package org.sotto.crypto.ratchet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.support.VectorPeople;
import org.sotto.support.Vectors;
import org.sotto.wire.ByteReader;

/// The header of section 13 of docs/protocol.md, plain and sealed, by the independent vectors.
final class HeaderVectorsTest {
    private final List<Vectors> messages = Vectors.of("session.json").all("messages");

    @Test
    void theFieldsAreWhereTheVectorsHaveThem() {
        for (Vectors message : messages) {
            MessageHeader header = MessageHeader.decode(message.bytes("header"));
            assertArrayEquals(Arrays.copyOf(message.bytes("header"), 32), header.dhKey());
            assertEquals(message.number("pn"), header.previous());
            assertEquals(message.number("n"), header.index());
            assertEquals(message.number("ke"), header.epoch());
            assertEquals(message.number("ki"), header.epochIndex());
            assertEquals(message.number("kpn"), header.epochPrevious());
            assertEquals(message.number("part"), header.part().type());
            message.check("header", header.encode());
        }
    }

    @Test
    void theSealedHeaderOpensUnderItsKeyAndTranscript() {
        byte[] transcript = new VectorPeople().form(true).bytes("transcript");
        for (Vectors message : messages) {
            HeaderKey key = HeaderKey.decode(new ByteReader(message.bytes("header_key"), "header key"));
            RatchetMessage parsed = RatchetMessage.parse(message.bytes("message"), transcript);
            message.check("header", parsed.openHeader(key));
            message.check("plaintext", parsed.openBody(SecretBytes.copyOf(message.bytes("message_key"))));
        }
    }
}
