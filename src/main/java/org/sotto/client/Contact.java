package org.sotto.client;

import java.time.Instant;
import org.sotto.crypto.key.Fingerprint;

/// A person one knows.
///
/// @param name        unique in the profile, chosen by oneself, or by the person when the first message came unasked
/// @param fingerprint the identity
/// @param trust       how sure it is that the identity is the person's
/// @param added       when the card was added or the first message arrived
public record Contact(String name, Fingerprint fingerprint, Trust trust, Instant added) {
    /// How sure it is that an identity is a person's.
    public enum Trust {
        /// Nobody has compared the safety number.
        UNVERIFIED,
        /// The safety number was compared.
        VERIFIED,
        /// The safety number of an earlier identity was compared, and that one vouches for this one.
        VOUCHED,
        /// Two different identities claim to follow an earlier one. Nothing is sent until the number was compared.
        FROZEN
    }
}
