package org.sotto.protocol;

import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException;

/// The right to send to a mailbox, handed to a contact inside the session: mailbox 32 ‖ send secret 32.
public final class MailboxGrant {
    /// Size in bytes.
    public static final int SIZE = 64;

    private static final int PART = 32;

    private final byte[] mailbox;
    private final byte[] sendSecret;

    /// @param mailbox 32 bytes
    /// @param sendSecret 32 bytes
    public MailboxGrant(byte[] mailbox, byte[] sendSecret) {
        if (mailbox.length != PART || sendSecret.length != PART) {
            throw new IllegalArgumentException("a mailbox and a send secret have 32 bytes each");
        }
        this.mailbox = mailbox.clone();
        this.sendSecret = sendSecret.clone();
    }

    /// @throws MalformedException unless there are 64 bytes
    static MailboxGrant decode(byte[] bytes) {
        ByteReader in = ByteReader.exactly(bytes, SIZE, "mailbox grant");
        return new MailboxGrant(in.bytes(PART), in.bytes(PART));
    }

    byte[] encode() {
        return new ByteWriter(SIZE).bytes(mailbox).bytes(sendSecret).toByteArray();
    }

    public byte[] mailbox() {
        return mailbox.clone();
    }

    public byte[] sendSecret() {
        return sendSecret.clone();
    }
}
