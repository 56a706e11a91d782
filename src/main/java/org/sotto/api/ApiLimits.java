package org.sotto.api;

/// Sizes in bytes and counts of the API (sections 7, 8, 13 and 14 of docs/protocol.md).
public final class ApiLimits {
    /// A device's random id.
    public static final int DEVICE_ID = 32;
    /// A nonce of the proof, either side's.
    public static final int NONCE = 32;
    /// The stateless cookie, a MAC.
    public static final int CHALLENGE = 32;
    /// A ristretto255 element.
    public static final int DEVICE_KEY = 32;
    /// A Schnorr proof, c ‖ s.
    public static final int PROOF = 64;
    /// An identity record.
    public static final int IDENTITY_RECORD = 129;
    /// The record of an identity's rotation.
    public static final int IDENTITY_ROTATION = 298;
    /// A single-use registration code.
    public static final int INVITATION_CODE = 16;
    /// A signed prekey record.
    public static final int SIGNED_PREKEY = 2902;
    /// A one-time prekey record.
    public static final int ONE_TIME_PREKEY = 1668;
    /// A bundle, in both forms.
    public static final int BUNDLE = 4701;
    /// A mailbox's random id.
    public static final int MAILBOX = 32;
    /// What a sender shows to put something into a mailbox.
    public static final int SEND_SECRET = 32;
    /// SHA-512 of a send secret under its label.
    public static final int SEND_SECRET_HASH = 64;
    /// A message's random id.
    public static final int MESSAGE_ID = 16;
    /// The largest blob: a content of 1 MiB, padded.
    public static final int MAX_BLOB = 1_114_112;
    /// The id of a key that tokens are issued under.
    public static final int TOKEN_KEY_ID = 32;
    /// A blinded message, and its signature.
    public static final int BLINDED = 256;
    /// Tokens in one call: some 40 ms of the server's time.
    public static final int TOKEN_BATCH = 20;
    /// Tokens of one device in one day, UTC.
    public static final int TOKENS_A_DAY = 2_000;
    /// Bytes of a call that a token pays for: the largest text in base64url has 48,000.
    public static final int ANONYMOUS_BODY = 64 << 10;
    /// The only suite there is.
    public static final int SUITE = 1;
    /// One-time prekeys in one upload: a batch.
    public static final int ONE_TIME_BATCH = 100;
    /// One-time prekeys kept for a device: two batches, so that a refill never has to wait for the last one's use.
    public static final int ONE_TIME_STORED = 200;
    /// When fewer one-time prekeys than this are left, the device is told so on its streams.
    public static final int ONE_TIME_LOW = 25;
    /// Items on one page of a list.
    public static final int PAGE = 100;
    /// Ids in one acknowledgment: the stream's window of unacknowledged deliveries.
    public static final int ACK_BATCH = 256;
    /// Mailboxes of one device: one for each contact, and some for cards.
    public static final int MAILBOXES = 2_000;
    /// Messages that wait in one mailbox: a contact's busy month.
    public static final int MAILBOX_MESSAGES = 10_000;
    /// Days a message waits for its recipient.
    public static final int MESSAGE_DAYS = 30;
    /// Seconds a challenge stands.
    public static final int CHALLENGE_SECONDS = 30;
    /// Seconds a session token stands.
    public static final int SESSION_SECONDS = 900;
    /// The answer's header with a fresh session token, sent from the old one's half-life on.
    public static final String SESSION_HEADER = "Sotto-Session";
    /// The answer's header with the server's signature over its self-description.
    public static final String SIGNATURE_HEADER = "Sotto-Signature";
    /// The media type of every refusal.
    public static final String PROBLEM_TYPE = "application/problem+json";

    private ApiLimits() {}
}
