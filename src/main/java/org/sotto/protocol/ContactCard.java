package org.sotto.protocol;

import java.util.Arrays;
import org.sotto.crypto.key.Fingerprint;
import org.sotto.crypto.primitive.Mac;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// What one gives to others so that they can write: who one is, and the public mailbox with the right to send to it
/// (section 7 of docs/protocol.md). One line, `sotto:card:…`, short enough for a QR code in a terminal.
///
/// Payload: version 1 ‖ server (see [HomeServer]) ‖ fingerprint 32 ‖ mailbox 32 ‖ send secret 32.
public final class ContactCard {
    /// Size in bytes of a mailbox id and of a send secret.
    public static final int MAILBOX = 32;

    private static final int VERSION = 1;

    private final HomeServer server;
    private final Fingerprint fingerprint;
    private final byte[] mailbox;
    private final byte[] sendSecret;

    /// @param mailbox the owner's public mailbox, 32 bytes
    /// @param sendSecret the right to send to it, 32 bytes
    public ContactCard(HomeServer server, Fingerprint fingerprint, byte[] mailbox, byte[] sendSecret) {
        if (mailbox.length != MAILBOX || sendSecret.length != MAILBOX) {
            throw new IllegalArgumentException("a mailbox and its send secret are 32 bytes each");
        }
        this.server = server;
        this.fingerprint = fingerprint;
        this.mailbox = mailbox.clone();
        this.sendSecret = sendSecret.clone();
    }

    /// @throws MalformedException with WRONG_TYPE for something that is no card, BAD_CHECKSUM for one that was cut off
    ///     or altered, WRONG_VERSION or another kind for one that this version cannot read
    public static ContactCard parse(String text) {
        ByteReader in = new ByteReader(TextLink.CARD.payload(text), TextLink.CARD.what());
        in.expect(VERSION, Kind.WRONG_VERSION);
        ContactCard card = new ContactCard(
                HomeServer.read(in),
                Fingerprint.decode(in.bytes(Fingerprint.SIZE)),
                in.bytes(MAILBOX),
                in.bytes(MAILBOX));
        in.end();
        return card;
    }

    /// The card's line. It holds the send secret: it goes to the people whom its owner wants to hear from.
    public String text() {
        ByteWriter out = new ByteWriter(256).u8(VERSION);
        server.write(out);
        out.bytes(fingerprint.bytes()).bytes(mailbox).bytes(sendSecret);
        return TextLink.CARD.text(out.toByteArray());
    }

    /// The owner's server, with its address, pin and id.
    public HomeServer server() {
        return server;
    }

    public Fingerprint fingerprint() {
        return fingerprint;
    }

    /// The owner's public mailbox, 32 bytes.
    public byte[] mailbox() {
        return mailbox.clone();
    }

    /// The right to send to the mailbox, 32 bytes.
    public byte[] sendSecret() {
        return sendSecret.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ContactCard card
                && server.equals(card.server)
                && fingerprint.equals(card.fingerprint)
                && Arrays.equals(mailbox, card.mailbox)
                && Mac.equal(sendSecret, card.sendSecret);
    }

    @Override
    public int hashCode() {
        return fingerprint.hashCode();
    }

    @Override
    public String toString() {
        return "ContactCard[" + fingerprint + " at " + server + "]";
    }
}
