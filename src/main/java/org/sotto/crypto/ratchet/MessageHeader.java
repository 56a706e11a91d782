package org.sotto.crypto.ratchet;

import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException;

/// The plaintext of a message's header, 1,280 bytes. Section 13 of docs/protocol.md.
///
/// @param dhKey the sender's X25519 key of this chain, 32 bytes
/// @param previous PN, the length of the sender's chain before this one
/// @param index N, the number of the message in its chain
/// @param epoch KE, the key epoch
/// @param epochIndex KI, the number of the message in its epoch
/// @param epochPrevious KPN, the messages that were sent under KE − 1
record MessageHeader(
        byte[] dhKey, long previous, long index, long epoch, long epochIndex, long epochPrevious, SckaPart part) {
    static final int SIZE = 1_280;

    /// @throws MalformedException for another type of part or non-zero fill
    static MessageHeader decode(byte[] bytes) {
        ByteReader in = ByteReader.exactly(bytes, SIZE, "header");
        MessageHeader header = new MessageHeader(
                in.bytes(Keys.SIZE), in.u32(), in.u32(), in.u32(), in.u32(), in.u32(), SckaPart.decodeTyped(in));
        in.zeros(in.remaining());
        return header;
    }

    byte[] encode() {
        ByteWriter out = new ByteWriter(SIZE);
        out.bytes(dhKey).u32(previous).u32(index).u32(epoch).u32(epochIndex).u32(epochPrevious);
        part.encodeTyped(out);
        return out.zeros(SIZE - out.size()).toByteArray();
    }
}
