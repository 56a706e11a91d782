package org.sotto.transport;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.sotto.crypto.key.IdentityKeyPair;
import org.sotto.crypto.proof.DeviceKeyPair;
import org.sotto.support.FakeTlsServer;

/// A client's connections to a [FakeTlsServer] over real TLS on loopback, closed after each test.
abstract class OverTls {
    static final Timeouts TIMEOUTS = new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(10));
    static final byte[] CODE = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};

    final SecureRandom random = new SecureRandom();
    final FakeTlsServer server = new FakeTlsServer();
    private final List<MailboxServer> open = new ArrayList<>();
    private final AtomicReference<@Nullable SessionToken> token = new AtomicReference<>();
    final DeviceCredentials device =
            new DeviceCredentials(server.serverId(), bytes(32), DeviceKeyPair.generate(random));

    final TokenStore tokens = new TokenStore() {
        @Override
        public @Nullable SessionToken load() {
            return token.get();
        }

        @Override
        public void save(@Nullable SessionToken value) {
            token.set(value);
        }
    };

    @AfterEach
    void stop() {
        open.forEach(MailboxServer::close);
        server.close();
    }

    byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    MailboxServer connect(byte[]... pins) {
        return connect(device, pins);
    }

    MailboxServer connect(DeviceCredentials as, byte[]... pins) {
        return connect(TIMEOUTS, as, pins);
    }

    private MailboxServer connect(Timeouts timeouts, DeviceCredentials as, byte[]... pins) {
        Endpoint endpoint = new Endpoint(server.home().host(), server.home().port(), List.of(pins));
        MailboxServer remote =
                new RemoteServer(new ServerConnection(endpoint, timeouts), as, tokens, Clock.systemUTC(), random);
        open.add(remote);
        return remote;
    }

    MailboxServer registered() {
        return registered(TIMEOUTS);
    }

    MailboxServer registered(Timeouts timeouts) {
        MailboxServer remote = connect(timeouts, device, server.certificate().pin());
        remote.register(CODE, IdentityKeyPair.generate(random).record().encode());
        return remote;
    }
}
