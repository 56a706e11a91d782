package org.sotto.server.service;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import org.sotto.api.MailboxKind;
import org.sotto.crypto.primitive.Mac;
import org.sotto.protocol.Blob;
import org.sotto.server.repository.MailboxState;
import org.sotto.server.repository.Parcel;
import org.sotto.wire.ByteWriter;

/// A blob with everything that decides on its storage. At rest it is message id 16 ‖ mailbox id 32 ‖ blob, sealed.
final class Letter implements Parcel {
    static final int HEAD = 48;

    private final Sealer sealer;
    private final SealedBlob content;
    private final byte[] mailboxTag;
    private final byte[] tag;
    private final byte[] sendHash;
    private final Blob.Type type;
    private final long received;
    private final SendLimits limits;

    /// What is sealed: the ids are random and come from clients, the blob is of an allowed type and size.
    record SealedBlob(byte[] messageId, byte[] mailbox, byte[] blob) {}

    Letter(
            Sealer sealer,
            Pseudonyms pseudonyms,
            SealedBlob content,
            byte[] sendHash,
            long received,
            SendLimits limits) {
        this.sealer = sealer;
        this.content = content;
        this.mailboxTag = pseudonyms.tag(Table.MAILBOXES, content.mailbox());
        this.tag = MessageTags.tag(pseudonyms, content.messageId());
        this.sendHash = sendHash;
        this.type = Blob.type(content.blob());
        this.received = received;
        this.limits = limits;
    }

    static byte[] row(long row) {
        return ByteBuffer.allocate(Long.BYTES).putLong(row).array();
    }

    /// The message for its recipient, without going through the disk.
    Delivery delivery(long row) {
        return new Delivery(row, content.messageId(), content.mailbox(), received, content.blob());
    }

    @Override
    public byte[] mailboxTag() {
        return mailboxTag;
    }

    @Override
    public byte[] tag() {
        return tag;
    }

    @Override
    public long received() {
        return received;
    }

    @Override
    public int size() {
        return content.blob().length;
    }

    @Override
    public Verdict judge(MailboxState mailbox) {
        if (!Mac.equal(mailbox.sendHash(), sendHash)) {
            return Verdict.WRONG_SECRET;
        }
        boolean taken = type == Blob.Type.FIRST || mailbox.kind() == MailboxKind.CONTACT.ordinal();
        return taken ? Verdict.ACCEPTED : Verdict.WRONG_TYPE;
    }

    @Override
    public Duration holdUp() {
        return limits.countInflow(mailboxTag, size());
    }

    @Override
    public byte[] seal(long row) {
        return sealer.seal(Table.PENDING_MESSAGES, row(row), plaintext());
    }

    @Override
    public boolean sameAs(long row, byte[] sealed) {
        return Arrays.equals(sealer.open(Table.PENDING_MESSAGES, row(row), sealed), plaintext());
    }

    private byte[] plaintext() {
        return new ByteWriter(HEAD + content.blob().length)
                .bytes(content.messageId())
                .bytes(content.mailbox())
                .bytes(content.blob())
                .toByteArray();
    }
}
