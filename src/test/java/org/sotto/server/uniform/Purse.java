package org.sotto.server.uniform;

import java.io.IOException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.sotto.api.ApiLimits;
import org.sotto.support.People;
import org.sotto.support.Person;
import org.sotto.support.TestTokens;

/// Tokens that are signed while no clock runs. A fresh device takes over before one has had its day's tokens.
final class Purse {
    private final People people;
    private final TestTokens issuer;
    private final int kinds;
    private final ConcurrentLinkedQueue<byte[]> tokens = new ConcurrentLinkedQueue<>();
    private Person owner;
    private int issued;

    /// @param kinds how many kinds of call each take one in a round
    Purse(People people, TestTokens issuer, int kinds) throws IOException {
        this.people = people;
        this.issuer = issuer;
        this.kinds = kinds;
        this.owner = people.another();
    }

    /// Gets as many as that many rounds take.
    void fill(int rounds) throws IOException {
        while (tokens.size() < rounds * kinds) {
            if (issued == ApiLimits.TOKENS_A_DAY) {
                owner = people.another();
                issued = 0;
            }
            issuer.of(owner, ApiLimits.TOKEN_BATCH).forEach(token -> tokens.add(token.encode()));
            issued += ApiLimits.TOKEN_BATCH;
        }
    }

    byte[] next() {
        return tokens.remove();
    }
}
