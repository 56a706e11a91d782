package org.sotto.server.uniform;

import java.io.IOException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.sotto.api.ApiLimits;
import org.sotto.support.People;
import org.sotto.support.Person;
import org.sotto.support.TestTokens;

/// Tokens that were signed before any clock runs. A fresh device takes over before one has had its day's tokens.
final class Purse {
    private final ConcurrentLinkedQueue<byte[]> tokens = new ConcurrentLinkedQueue<>();

    static Purse of(int size, People people, TestTokens issuer) throws IOException {
        Purse purse = new Purse();
        Person owner = people.another();
        for (int issued = 0; issued < size; issued += ApiLimits.TOKEN_BATCH) {
            if (issued % ApiLimits.TOKENS_A_DAY == 0) {
                owner = people.another();
            }
            issuer.of(owner, ApiLimits.TOKEN_BATCH).forEach(token -> purse.tokens.add(token.encode()));
        }
        return purse;
    }

    byte[] next() {
        return tokens.remove();
    }
}
