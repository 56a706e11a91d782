package org.sotto.api.frame;

import org.sotto.api.ApiLimits;

/// Sizes in bytes and counts of the stream.
public final class FrameLimits {
    /// The subprotocol that the client offers and the server chooses.
    public static final String SUBPROTOCOL = "sotto.v1";
    /// Type u8 ‖ request id u32.
    public static final int HEAD = 5;
    /// What stands before the blob of a SEND: head ‖ message id ‖ mailbox ‖ send secret.
    public static final int SEND_HEAD = HEAD + ApiLimits.MESSAGE_ID + ApiLimits.MAILBOX + ApiLimits.SEND_SECRET;
    /// What stands before the blob of a DELIVER: head ‖ message id ‖ mailbox ‖ received.
    public static final int DELIVER_HEAD = HEAD + ApiLimits.MESSAGE_ID + ApiLimits.MAILBOX + 8;
    /// The largest frame, a SEND of the largest blob.
    public static final int MAX_FRAME = SEND_HEAD + ApiLimits.MAX_BLOB;
    /// Deliveries that the server lets stand unacknowledged: a page or two of them hides a slow network's round trip.
    public static final int WINDOW = 256;
    /// SENDs and ACKs of one stream that the server works on at a time; more are a breach of the protocol.
    public static final int IN_FLIGHT = 256;

    private FrameLimits() {}
}
