package org.sotto.api.frame;

import org.sotto.api.ApiLimits;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// A blob for a mailbox: message id 16 ‖ mailbox 32 ‖ send secret 32 ‖ blob 1–1,114,112. Answered by
/// [ServerFrame.Sent].
///
/// No record, because it holds a send secret.
public final class SendFrame implements ClientFrame {
    private final long requestId;
    private final byte[] messageId;
    private final byte[] mailbox;
    private final byte[] sendSecret;
    private final byte[] blob;

    public SendFrame(long requestId, byte[] messageId, byte[] mailbox, byte[] sendSecret, byte[] blob) {
        this.requestId = requestId;
        this.messageId = messageId;
        this.mailbox = mailbox;
        this.sendSecret = sendSecret;
        this.blob = blob;
    }

    static SendFrame read(long requestId, ByteReader in) {
        byte[] messageId = in.bytes(ApiLimits.MESSAGE_ID);
        byte[] mailbox = in.bytes(ApiLimits.MAILBOX);
        byte[] sendSecret = in.bytes(ApiLimits.SEND_SECRET);
        if (in.remaining() == 0 || in.remaining() > ApiLimits.MAX_BLOB) {
            throw new MalformedException(Kind.OUT_OF_RANGE, "blob");
        }
        return new SendFrame(requestId, messageId, mailbox, sendSecret, in.rest());
    }

    @Override
    public byte[] encode() {
        ByteWriter out = FrameType.SEND.head(requestId, FrameLimits.SEND_HEAD - FrameLimits.HEAD + blob.length);
        return out.bytes(messageId).bytes(mailbox).bytes(sendSecret).bytes(blob).toByteArray();
    }

    @Override
    public long requestId() {
        return requestId;
    }

    public byte[] messageId() {
        return messageId;
    }

    public byte[] mailbox() {
        return mailbox;
    }

    public byte[] sendSecret() {
        return sendSecret;
    }

    public byte[] blob() {
        return blob;
    }
}
