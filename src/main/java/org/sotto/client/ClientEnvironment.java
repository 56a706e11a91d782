package org.sotto.client;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.primitive.Argon2id;

/// What a [Messenger] takes from its surroundings. The passphrase belongs to the caller, who closes it.
public final class ClientEnvironment {
    /// Argon2id of a key slot: 64 MiB, 4 passes, 2 lanes.
    public static final Argon2id.Cost DEFAULT_COST = new Argon2id.Cost(64 * 1024, 4, 2);

    /// 256 rows of 32 KiB: 8 MiB of the reserved area, the same for everybody.
    public static final int DEFAULT_RESERVE_ROWS = 256;

    private final Path home;
    private final SecretBytes passphrase;
    private final Clock clock;
    private final SecureRandom random;
    private final Argon2id.Cost cost;
    private final Duration connectTimeout;
    private final Duration requestTimeout;
    private final int reserveRows;
    private final boolean identified;

    private ClientEnvironment(Builder builder) {
        this.home = builder.home;
        this.passphrase = builder.passphrase;
        this.clock = Objects.requireNonNull(builder.clock, "clock");
        this.random = Objects.requireNonNull(builder.random, "random");
        this.cost = builder.cost;
        this.connectTimeout = builder.connectTimeout;
        this.requestTimeout = builder.requestTimeout;
        this.reserveRows = builder.reserveRows;
        this.identified = builder.identified;
    }

    /// @param home       the profile's folder
    /// @param passphrase its UTF-8 bytes
    public static Builder builder(Path home, SecretBytes passphrase) {
        return new Builder(home, passphrase);
    }

    public Path home() {
        return home;
    }

    public SecretBytes passphrase() {
        return passphrase;
    }

    public Clock clock() {
        return clock;
    }

    public SecureRandom random() {
        return random;
    }

    public Argon2id.Cost cost() {
        return cost;
    }

    public Duration connectTimeout() {
        return connectTimeout;
    }

    public Duration requestTimeout() {
        return requestTimeout;
    }

    /// Whether nothing is sent without identity.
    public boolean identified() {
        return identified;
    }

    int reserveRows() {
        return reserveRows;
    }

    /// Collects the parts; clock and random source must be given.
    public static final class Builder {
        private final Path home;
        private final SecretBytes passphrase;
        private @Nullable Clock clock;
        private @Nullable SecureRandom random;
        private Argon2id.Cost cost = DEFAULT_COST;
        private Duration connectTimeout = Duration.ofSeconds(4);
        private Duration requestTimeout = Duration.ofSeconds(8);
        private int reserveRows = DEFAULT_RESERVE_ROWS;
        private boolean identified;

        private Builder(Path home, SecretBytes passphrase) {
            this.home = home;
            this.passphrase = passphrase;
        }

        public Builder clock(Clock value) {
            this.clock = value;
            return this;
        }

        public Builder random(SecureRandom value) {
            this.random = value;
            return this;
        }

        /// Only tests lower it.
        public Builder cost(Argon2id.Cost value) {
            this.cost = value;
            return this;
        }

        public Builder connectTimeout(Duration value) {
            this.connectTimeout = value;
            return this;
        }

        public Builder requestTimeout(Duration value) {
            this.requestTimeout = value;
            return this;
        }

        /// Sends with the session alone: the server sees which device writes into which mailbox while it does, and
        /// says what became of it.
        public Builder identified(boolean value) {
            this.identified = value;
            return this;
        }

        /// Rows of the reserved area; only tests lower it.
        Builder reserveRows(int value) {
            this.reserveRows = value;
            return this;
        }

        public ClientEnvironment build() {
            return new ClientEnvironment(this);
        }
    }
}
