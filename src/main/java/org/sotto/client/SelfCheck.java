package org.sotto.client;

import java.util.ArrayList;
import java.util.List;
import org.sotto.client.store.Database;
import org.sotto.client.store.OwnDevice;
import org.sotto.client.store.Settings.Counter;
import org.sotto.client.vault.Vault;
import org.sotto.client.vault.VaultException;
import org.sotto.platform.MemoryProtection;

/// What a device makes sure of before it opens or renews a session: that its profile is for its owner alone, that its
/// keys are the ones it was opened with, and how its memory is protected (docs/cli.md, `sotto status`).
///
/// Files that are open to others are put right and told of. What cannot be put right, and keys that are not the known
/// ones, end the command before anything is proved.
final class SelfCheck {
    private static final String IN_ORDER = "in order";

    private final ClientEnvironment env;
    private final Vault vault;
    private final Database database;
    private final OwnDevice own;
    private final List<String> exposed = new ArrayList<>();

    SelfCheck(ClientEnvironment env, Vault vault, Database database, OwnDevice own) {
        this.env = env;
        this.vault = vault;
        this.database = database;
        this.own = own;
    }

    /// Notes what was found when the profile was opened.
    void opened() {
        if (!vault.foundOpen().isEmpty()) {
            expose(vault.foundOpen());
        }
    }

    /// @throws ClientException ProfileUnusable: then no session is opened or renewed
    void run() {
        List<String> open = files();
        if (!own.key().isSound()) {
            throw new ClientException.ProfileUnusable(
                    "the device's key was damaged in memory", "call the command again; check this machine's memory");
        }
        if (!open.isEmpty()) {
            expose(open);
        }
        record(open, MemoryProtection.now());
    }

    private List<String> files() {
        try {
            List<String> open = vault.tighten();
            vault.requireDeviceKey();
            return open;
        } catch (VaultException e) {
            throw Failures.of(e, env.home());
        }
    }

    private void record(List<String> open, MemoryProtection memory) {
        List<String> findings = new ArrayList<>();
        if (!open.isEmpty()) {
            findings.add("open to others: " + String.join(", ", open));
        }
        if (!memory.isFull()) {
            findings.add("memory " + memory.text());
        }
        database.change(tx -> {
            tx.settings().setSelfCheck(findings.isEmpty() ? IN_ORDER : String.join("; ", findings));
            tx.settings().set(Counter.SELF_CHECKED, env.clock().millis());
        });
    }

    private synchronized void expose(List<String> names) {
        exposed.addAll(names);
        database.change(tx -> tx.settings().set(Counter.EXPOSED, env.clock().millis()));
    }

    /// What was found open to others since the last call.
    synchronized List<String> takeExposed() {
        List<String> taken = List.copyOf(exposed);
        exposed.clear();
        return taken;
    }
}
