package org.sotto.client.session;

import org.sotto.crypto.key.Fingerprint;

/// A contact, as sessions know it.
///
/// @param contact row of the contact
public record Peer(long contact, Fingerprint fingerprint) {}
