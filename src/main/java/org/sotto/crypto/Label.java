package org.sotto.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The domain separators of suite 1: ASCII, no terminator, all starting with `Sotto1/`.
///
/// None is a prefix of another that is used with the same key and function (`LabelTest`).
public enum Label {
    IDENTITY("identity"),
    FINGERPRINT("fingerprint"),
    SAFETY("safety"),
    SIGNED_PREKEY("signed-prekey"),
    ONE_TIME_PREKEY("one-time-prekey"),
    ROTATION("rotation"),
    TRANSCRIPT("transcript"),
    ENVELOPE("envelope"),
    HANDSHAKE("handshake"),
    ROOT("root"),
    MESSAGE("message"),
    SEAL("seal"),
    SCKA_AUTH("scka/auth"),
    SCKA_SECRET("scka/secret"),
    SCKA_EK("scka/ek"),
    SCKA_CT("scka/ct"),
    PQ_START("pq/start"),
    PQ_ADD("pq/add"),
    PQ_NEXT("pq/next"),
    SEND("send"),
    AUTH("auth"),
    AUTH_NONCE("auth/nonce"),
    REGISTER("register"),
    ATTESTATION("attestation"),
    SLOT("slot"),
    DATABASE("database"),
    AREA("area"),
    BACKUP("backup"),
    SERVER_BACKUP("server-backup"),
    SERVER_INFO("server-info"),
    AUDIT("audit");

    private final String text;

    Label(String name) {
        this.text = "Sotto1/" + name;
    }

    /// The label's bytes, the caller's own.
    public byte[] bytes() {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /// The label followed by `suffix`.
    public byte[] with(byte[]... suffix) {
        byte[] label = bytes();
        int size = label.length;
        for (byte[] part : suffix) {
            size += part.length;
        }
        byte[] out = Arrays.copyOf(label, size);
        int at = label.length;
        for (byte[] part : suffix) {
            System.arraycopy(part, 0, out, at, part.length);
            at += part.length;
        }
        return out;
    }
}
