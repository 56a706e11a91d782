package org.sotto.client;

import java.time.Instant;
import org.sotto.crypto.key.Fingerprint;

/// A person one knows.
///
/// @param name        unique in the profile, chosen by oneself, or by the person when the first message came unasked
/// @param fingerprint the identity
/// @param verified    whether the safety number was compared
/// @param added       when the card was added or the first message arrived
public record Contact(String name, Fingerprint fingerprint, boolean verified, Instant added) {}
