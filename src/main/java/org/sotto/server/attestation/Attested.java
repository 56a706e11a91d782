package org.sotto.server.attestation;

/// Who vouches for an authenticator.
public enum Attested {
    /// It does itself: its statement belongs to this registration, and says nothing of what it is.
    BY_ITSELF,
    /// Its maker does: a chain of certificates leads to a root that the operator trusts.
    BY_ITS_MAKER
}
