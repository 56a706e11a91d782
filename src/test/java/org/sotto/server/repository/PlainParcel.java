package org.sotto.server.repository;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import org.sotto.crypto.primitive.Hash;

/// A parcel that seals itself by putting the row number before its bytes.
record PlainParcel(long mailbox, byte[] tag, byte[] blob, Verdict verdict) implements Parcel {
    static PlainParcel of(long mailbox, int id, byte[] blob) {
        // as evenly spread as a MAC
        byte[] tag = Arrays.copyOf(Hash.sha256(ByteBuffer.allocate(4).putInt(id).array()), 16);
        return new PlainParcel(mailbox, tag, blob, Verdict.ACCEPTED);
    }

    @Override
    public byte[] mailboxTag() {
        return HexFormat.of().parseHex("%064x".formatted(mailbox));
    }

    @Override
    public Verdict judge(MailboxState mailbox) {
        return verdict;
    }

    @Override
    public long received() {
        return 3_600_000;
    }

    @Override
    public int size() {
        return blob.length;
    }

    @Override
    public Duration holdUp() {
        return Duration.ZERO;
    }

    @Override
    public byte[] seal(long row) {
        byte[] sealed = Arrays.copyOf(blob, blob.length + 1);
        sealed[blob.length] = (byte) row;
        return sealed;
    }

    @Override
    public boolean sameAs(long row, byte[] sealed) {
        return Arrays.equals(seal(row), sealed);
    }
}
