package org.sotto.crypto.ratchet;

import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sotto.crypto.AuthenticationFailedException;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.primitive.Aead;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// The bytes of a message, 1,337 + L. Section 13 of docs/protocol.md.
///
/// 0 type = 1 · 1 nonce (24) · 25 header ciphertext (1,280) · 1,305 tag (16) · 1,321 body ciphertext (L) · tag (16).
///
/// Header and body share the nonce under different keys; it is fresh even if an old state is brought back.
final class RatchetMessage {
    static final int TYPE = 1;

    private static final int BODY_AT = 1 + Aead.NONCE + MessageHeader.SIZE + Aead.TAG;
    private static final int MIN_SIZE = BODY_AT + Aead.TAG;

    private final byte[] transcript;
    private final byte[] nonce;
    private final byte[] sealedHeader;
    private final byte[] bodyAd;
    private final byte[] sealedBody;

    private RatchetMessage(byte[] transcript, byte[] nonce, byte[] sealedHeader, byte[] bodyAd, byte[] sealedBody) {
        this.transcript = transcript;
        this.nonce = nonce;
        this.sealedHeader = sealedHeader;
        this.bodyAd = bodyAd;
        this.sealedBody = sealedBody;
    }

    /// @throws MalformedException for another type or too few bytes
    static RatchetMessage parse(byte[] message, byte[] transcript) {
        ByteReader in = new ByteReader(message, "message");
        in.expect(TYPE, Kind.WRONG_TYPE);
        if (message.length < MIN_SIZE) {
            throw new MalformedException(Kind.TRUNCATED, "message");
        }
        byte[] nonce = in.bytes(Aead.NONCE);
        byte[] sealedHeader = in.bytes(MessageHeader.SIZE + Aead.TAG);
        byte[] bodyAd = bodyAd(transcript, message);
        return new RatchetMessage(transcript, nonce, sealedHeader, bodyAd, in.rest());
    }

    static byte[] seal(
            byte[] transcript,
            HeaderKey headerKey,
            MessageHeader header,
            SecretBytes messageKey,
            byte[] plaintext,
            SecureRandom random) {
        byte[] nonce = new byte[Aead.NONCE];
        random.nextBytes(nonce);
        byte[] head = new ByteWriter(BODY_AT)
                .u8(TYPE)
                .bytes(nonce)
                .bytes(headerKey.seal(nonce, headerAd(transcript), header.encode()))
                .toByteArray();
        byte[] body = Aead.seal(SecretAccess.bytes(messageKey), nonce, bodyAd(transcript, head), plaintext);
        byte[] message = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, message, head.length, body.length);
        return message;
    }

    /// The header's plaintext, or null if it was not sealed under this key.
    byte @Nullable [] openHeader(HeaderKey key) {
        return key.open(nonce, headerAd(transcript), sealedHeader);
    }

    /// @throws AuthenticationFailedException if header or body are not what was sealed
    byte[] openBody(SecretBytes messageKey) {
        return Aead.open(SecretAccess.bytes(messageKey), nonce, bodyAd, sealedBody);
    }

    /// T ‖ message type byte.
    private static byte[] headerAd(byte[] transcript) {
        byte[] ad = Arrays.copyOf(transcript, transcript.length + 1);
        ad[transcript.length] = TYPE;
        return ad;
    }

    /// T ‖ bytes 0–1,320 of the message.
    private static byte[] bodyAd(byte[] transcript, byte[] message) {
        byte[] ad = Arrays.copyOf(transcript, transcript.length + BODY_AT);
        System.arraycopy(message, 0, ad, transcript.length, BODY_AT);
        return ad;
    }
}
