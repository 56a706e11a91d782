package org.sotto.crypto.token;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.sotto.crypto.primitive.Hash;
import org.sotto.wire.ByteWriter;

/// What a token is for (RFC 9577, section 2.1): one challenge for a whole server, so that it tells no two tokens apart.
/// The issuer's name is the server's id in hexadecimal; there is no redemption context and no origin.
public final class TokenChallenge {
    private static final int HEAD = 2 + 2;
    private static final int EMPTY_FIELDS = 1 + 2;

    private TokenChallenge() {}

    /// SHA-256 of the challenge.
    ///
    /// @param serverId 32 bytes
    public static byte[] digest(byte[] serverId) {
        byte[] issuer = HexFormat.of().formatHex(serverId).getBytes(StandardCharsets.US_ASCII);
        return Hash.sha256(new ByteWriter(HEAD + issuer.length + EMPTY_FIELDS)
                .u16(Token.TYPE)
                .u16(issuer.length)
                .bytes(issuer)
                .u8(0)
                .u16(0)
                .toByteArray());
    }
}
