package org.sotto.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Base64;
import org.sotto.crypto.primitive.Hash;
import org.sotto.crypto.primitive.Mac;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// One line of text for people to hand on: prefix, then base64url without padding of payload ‖ checksum.
///
/// The checksum, the first 4 bytes of SHA-256 of prefix ‖ payload, is against slips of the hand. It is no
/// authentication: whoever can change a line on its way can make a new one.
final class TextLink {
    static final TextLink CARD = new TextLink("sotto:card:", "contact card");
    static final TextLink INVITE = new TextLink("sotto:invite:", "invitation");

    private static final int CHECKSUM = 4;
    /// No link of suite 1 is nearly as long; beyond it nothing is decoded.
    private static final int MAX_LENGTH = 1_024;

    private final String prefix;
    private final String what;

    private TextLink(String prefix, String what) {
        this.prefix = prefix;
        this.what = what;
    }

    String text(byte[] payload) {
        byte[] bytes = Arrays.copyOf(payload, payload.length + CHECKSUM);
        System.arraycopy(checksum(payload), 0, bytes, payload.length, CHECKSUM);
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// The payload of a line; white space around it does not matter.
    ///
    /// @throws MalformedException with WRONG_TYPE for another prefix, BAD_CHECKSUM if it was cut off or altered
    byte[] payload(String line) {
        String text = line.strip();
        if (!text.startsWith(prefix)) {
            throw new MalformedException(Kind.WRONG_TYPE, what);
        }
        byte[] bytes = text.length() > MAX_LENGTH ? new byte[0] : decode(text.substring(prefix.length()));
        if (bytes.length <= CHECKSUM) {
            throw damaged();
        }
        byte[] payload = Arrays.copyOf(bytes, bytes.length - CHECKSUM);
        byte[] checksum = Arrays.copyOfRange(bytes, payload.length, bytes.length);
        // the text is compared too, since several texts may decode to the same bytes
        if (!Mac.equal(checksum, checksum(payload)) || !text(payload).equals(text)) {
            throw damaged();
        }
        return payload;
    }

    /// The name of the thing, for error messages.
    String what() {
        return what;
    }

    private byte[] decode(String base64) {
        try {
            return Base64.getUrlDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw damaged();
        }
    }

    private byte[] checksum(byte[] payload) {
        return Arrays.copyOf(Hash.sha256(prefix.getBytes(US_ASCII), payload), CHECKSUM);
    }

    private MalformedException damaged() {
        return new MalformedException(Kind.BAD_CHECKSUM, what);
    }
}
