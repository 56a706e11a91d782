package org.sotto.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sotto.api.ServerInfo;
import org.sotto.client.network.NetworkMonitor;
import org.sotto.client.session.SessionBuilder;
import org.sotto.client.session.SessionCipher;
import org.sotto.client.store.Database;
import org.sotto.client.store.OwnDevice;
import org.sotto.client.store.Settings.Counter;
import org.sotto.client.store.StoreException;
import org.sotto.client.store.Transaction;
import org.sotto.client.vault.Vault;
import org.sotto.client.vault.VaultException;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.protocol.HomeServer;
import org.sotto.transport.DeviceCredentials;
import org.sotto.transport.MailboxServer;
import org.sotto.transport.TransportException;

/// An open profile and its home server: what every use case works with.
final class Core implements AutoCloseable {
    /// A server that was away is not asked again so soon: a command that needs it twice waits once.
    private static final long AWAY_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final ClientEnvironment env;
    private final Vault vault;
    private final Database database;
    private final OwnDevice own;
    private final ServerFactory factory;
    private final SessionCipher cipher;
    private final SessionBuilder builder;
    private final NetworkMonitor network;
    private final SelfCheck selfCheck;
    private @Nullable MailboxServer server;
    private boolean greeted;
    private TransportException.@Nullable Unreachable away;
    private long awaySince;

    Core(ClientEnvironment env, Vault vault, Database database, OwnDevice own, ServerFactory factory) {
        this.env = env;
        this.vault = vault;
        this.database = database;
        this.own = own;
        this.factory = factory;
        this.cipher = new SessionCipher(env.random());
        this.builder = new SessionBuilder(cipher, env.random());
        this.network = NetworkMonitor.load(database, env.clock());
        this.selfCheck = new SelfCheck(env, vault, database, own);
        selfCheck.opened();
    }

    /// @throws ClientException ProfileMissing, WrongPassphrase, ProfileUnusable
    static Core open(ClientEnvironment env, ServerFactory factory) {
        @Nullable Database database = null;
        @Nullable Core core = null;
        Vault vault = openVault(env);
        try (SecretBytes key = vault.databaseKey()) {
            database = Database.open(vault.database(), key);
            OwnDevice own = database.transact(tx -> tx.ownDevice().load()).orElseThrow();
            core = new Core(env, vault, database, own, factory);
            return core;
        } catch (StoreException e) {
            throw Failures.of(e);
        } finally {
            if (core == null) {
                vault.close();
                if (database != null) {
                    database.close();
                }
            }
        }
    }

    private static Vault openVault(ClientEnvironment env) {
        try {
            return Vault.open(env.home(), env.passphrase(), env.cost());
        } catch (VaultException e) {
            throw Failures.of(e, env.home());
        }
    }

    ClientEnvironment env() {
        return env;
    }

    Vault vault() {
        return vault;
    }

    Database database() {
        return database;
    }

    OwnDevice own() {
        return own;
    }

    HomeServer home() {
        return own.place().server();
    }

    SessionCipher cipher() {
        return cipher;
    }

    SessionBuilder builder() {
        return builder;
    }

    SelfCheck selfCheck() {
        return selfCheck;
    }

    /// Whether the server has told this process its time.
    synchronized boolean hasGreeted() {
        return greeted;
    }

    NetworkMonitor network() {
        return network;
    }

    byte[] randomBytes(int size) {
        byte[] bytes = new byte[size];
        env.random().nextBytes(bytes);
        return bytes;
    }

    /// The own clock, ms since the epoch.
    long now() {
        return env.clock().millis();
    }

    /// The own clock corrected by the home server, ms since the epoch.
    long correctedNow(Transaction tx) {
        return now() + tx.settings().clockSkew();
    }

    /// The server, after it has shown once in this process that it is the one of the invitation.
    ///
    /// @throws TransportException also without asking, if it was away a moment ago
    synchronized MailboxServer server() {
        if (away != null && System.nanoTime() - awaySince < AWAY_NANOS) {
            throw new TransportException.Unreachable(String.valueOf(away.getMessage()));
        }
        try {
            MailboxServer connected = connected();
            if (!greeted) {
                greet(connected);
            }
            return connected;
        } catch (TransportException.Unreachable e) {
            noteAway(e);
            throw e;
        }
    }

    /// Somebody met a server that does not answer.
    synchronized void noteAway(TransportException.Unreachable e) {
        away = e;
        awaySince = System.nanoTime();
    }

    /// For somebody who waits and tries again.
    synchronized void forgetAway() {
        away = null;
    }

    /// For somebody who stays: the server's word about itself is read anew.
    synchronized void greetAgain() {
        greeted = false;
    }

    private MailboxServer connected() {
        if (server == null) {
            List<byte[]> pins = new ArrayList<>(List.of(home().pin()));
            nextPin().ifPresent(pins::add);
            DeviceCredentials device =
                    new DeviceCredentials(home().serverId(), own.place().deviceId(), own.key());
            server = factory.connect(home(), pins, device, new StoredToken(database));
            server.measure(network);
            server.beforeRenewal(selfCheck::run);
        }
        return server;
    }

    private Optional<byte[]> nextPin() {
        return database.transact(tx -> Optional.ofNullable(tx.settings().nextPin()));
    }

    private void greet(MailboxServer connected) {
        ServerInfo info = connected.info();
        // the key that was announced has come: the one before it is good for nothing any more, and the next may follow
        boolean changed = !Arrays.equals(home().pin(), info.pin())
                && nextPin().filter(next -> Arrays.equals(next, info.pin())).isPresent();
        if (changed) {
            own.setPin(info.pin());
        }
        database.change(tx -> {
            if (changed) {
                tx.ownDevice().setPin(info.pin());
            }
            byte[] next = info.nextPin();
            if (next != null && next.length == HomeServer.ID) {
                tx.settings().setNextPin(next);
            }
            tx.settings().setClockSkew(connected.clockSkewMs());
            IssuerWatch.learn(tx, info, correctedNow(tx));
            tx.settings().set(Counter.LAST_CONTACT, now());
            network.save(tx);
        });
        greeted = true;
        away = null;
    }

    /// An estimate is not worth a failure of what has been done.
    private void keepEstimate() {
        try {
            if (network.hasChanged()) {
                database.change(network::save);
            }
        } catch (StoreException e) {
            // the next run measures anew
        }
    }

    @Override
    public synchronized void close() {
        if (server != null) {
            server.close();
        }
        keepEstimate();
        database.close();
        own.close();
        vault.close();
    }
}
