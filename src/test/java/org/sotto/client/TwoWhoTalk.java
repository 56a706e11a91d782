package org.sotto.client;

import org.junit.jupiter.api.BeforeEach;
import org.sotto.crypto.key.Fingerprint;

/// Alice and Bob have an answered session; what a test of their identities begins with.
abstract class TwoWhoTalk extends TwoPeople {
    static final String FOLLOWED = "new identity, signed by the one before";

    /// Alice's first identity.
    Fingerprint first;

    @BeforeEach
    void meet() {
        first = alice.fingerprint();
        alice.send("bob", "hello");
        bob.receive();
        bob.send("alice", "hi");
        alice.receive();
        bob.receive();
    }
}
