package org.sotto.client;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.sotto.client.store.Database;
import org.sotto.client.store.OwnDevice;
import org.sotto.client.store.StoreException;
import org.sotto.client.vault.Vault;
import org.sotto.client.vault.VaultException;
import org.sotto.crypto.key.IdentityKeyPair;
import org.sotto.crypto.key.IdentityRecord;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.proof.DeviceKeyPair;
import org.sotto.protocol.Invitation;
import org.sotto.transport.DeviceCredentials;
import org.sotto.transport.MailboxServer;
import org.sotto.transport.SessionToken;
import org.sotto.transport.TokenStore;
import org.sotto.transport.TransportException;

/// The use case of registering. The key slots are written last: whatever fails before, no profile is left.
final class Registration {
    private static final int ID = 32;
    private static final int ATTEMPTS = 3;

    private final ClientEnvironment env;
    private final ServerFactory factory;

    Registration(ClientEnvironment env, ServerFactory factory) {
        this.env = env;
        this.factory = factory;
    }

    Core register(Invitation invitation, String ownName) {
        String name = Names.check(ownName);
        Vault vault = createVault();
        @Nullable Database database = null;
        @Nullable Core core = null;
        try (SecretBytes key = vault.databaseKey()) {
            database = Database.create(vault.database(), key, env.reserveRows(), env.random());
            OwnDevice own = freshDevice(invitation, name);
            registerAndSave(database, invitation, own);
            vault.seal(env.passphrase(), env.cost(), env.random());
            core = new Core(env, vault, database, own, factory);
        } catch (TransportException e) {
            throw Failures.of(e, invitation.server());
        } catch (StoreException e) {
            throw Failures.of(e);
        } catch (VaultException e) {
            throw Failures.of(e, env.home());
        } finally {
            if (core == null) {
                discard(vault, database);
            }
        }
        stock(core);
        return core;
    }

    private Vault createVault() {
        try {
            return Vault.create(env.home(), env.random());
        } catch (VaultException e) {
            throw Failures.of(e, env.home());
        }
    }

    private static void discard(Vault vault, @Nullable Database database) {
        try {
            if (database != null) {
                database.close();
            }
        } catch (StoreException e) {
            // what went wrong before is on its way to the caller
        } finally {
            vault.discard();
        }
    }

    private OwnDevice freshDevice(Invitation invitation, String name) {
        return new OwnDevice(
                DeviceKeyPair.generate(env.random()),
                new OwnDevice.Place(name, random(), invitation.server(), random(), random()));
    }

    private void registerAndSave(Database database, Invitation invitation, OwnDevice own) {
        try (IdentityKeyPair identity = IdentityKeyPair.generate(env.random())) {
            register(invitation, own, identity.record());
            database.change(tx -> {
                tx.identities().found(identity);
                tx.ownDevice().save(own);
            });
        }
    }

    private byte[] random() {
        byte[] bytes = new byte[ID];
        env.random().nextBytes(bytes);
        return bytes;
    }

    private void register(Invitation invitation, OwnDevice own, IdentityRecord identity) {
        DeviceCredentials device = new DeviceCredentials(
                invitation.server().serverId(), own.place().deviceId(), own.key());
        List<byte[]> pins = List.of(invitation.server().pin());
        try (MailboxServer server = factory.connect(invitation.server(), pins, device, new PassingToken())) {
            server.info();
            register(server, invitation.code(), identity.encode());
        }
    }

    /// Again when no answer comes: it may be the answer that was lost, and the invitation used up by this very device.
    private static void register(MailboxServer server, byte[] code, byte[] record) {
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            try {
                server.register(code, record);
                return;
            } catch (TransportException.Unreachable e) {
                continue;
            }
        }
        server.register(code, record);
    }

    /// Prekeys and the card's mailbox. If that fails just now, the next `receive` does it; the profile stands.
    private static void stock(Core core) {
        try {
            new PreKeyKeeper(core).maintain(core.server());
        } catch (TransportException.Unreachable e) {
            core.noteAway(e);
        } catch (TransportException e) {
            core.close();
            throw Failures.of(e, core.home());
        } catch (StoreException e) {
            core.close();
            throw Failures.of(e);
        }
    }

    /// A token that lives as long as the connection.
    private static final class PassingToken implements TokenStore {
        private final AtomicReference<@Nullable SessionToken> token = new AtomicReference<>();

        @Override
        public @Nullable SessionToken load() {
            return token.get();
        }

        @Override
        public void save(@Nullable SessionToken value) {
            token.set(value);
        }
    }
}
