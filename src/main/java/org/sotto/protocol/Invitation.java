package org.sotto.protocol;

import org.sotto.crypto.primitive.Mac;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// A server's leave to register one device: its address, pin and id, and a single-use code (section 7 of
/// docs/protocol.md). One line, `sotto:invite:…`.
///
/// Payload: version 1 ‖ server (see [HomeServer]) ‖ code 16.
public final class Invitation {
    /// Size of a code in bytes.
    public static final int CODE = 16;

    private static final int VERSION = 1;

    private final HomeServer server;
    private final byte[] code;

    /// @param code random, single-use, 16 bytes
    public Invitation(HomeServer server, byte[] code) {
        if (code.length != CODE) {
            throw new IllegalArgumentException("an invitation code is 16 bytes");
        }
        this.server = server;
        this.code = code.clone();
    }

    /// @throws MalformedException with WRONG_TYPE for something that is no invitation, BAD_CHECKSUM for one that was
    ///     cut off or altered, WRONG_VERSION or another kind for one that this version cannot read
    public static Invitation parse(String text) {
        ByteReader in = new ByteReader(TextLink.INVITE.payload(text), TextLink.INVITE.what());
        in.expect(VERSION, Kind.WRONG_VERSION);
        Invitation invitation = new Invitation(HomeServer.read(in), in.bytes(CODE));
        in.end();
        return invitation;
    }

    /// The invitation's line.
    public String text() {
        ByteWriter out = new ByteWriter(128).u8(VERSION);
        server.write(out);
        return TextLink.INVITE.text(out.bytes(code).toByteArray());
    }

    /// The inviting server, with its address, pin and id.
    public HomeServer server() {
        return server;
    }

    /// The single-use code, 16 bytes.
    public byte[] code() {
        return code.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Invitation invitation
                && server.equals(invitation.server)
                && Mac.equal(code, invitation.code);
    }

    @Override
    public int hashCode() {
        return server.hashCode();
    }

    @Override
    public String toString() {
        return "Invitation[" + server + "]";
    }
}
