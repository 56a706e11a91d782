package org.sotto.server.config;

import java.security.SecureRandom;

/// The randomness of this machine, for what is done without beans.
public final class SystemRandom {
    private SystemRandom() {}

    public static SecureRandom random() {
        return new SecureRandom();
    }
}
