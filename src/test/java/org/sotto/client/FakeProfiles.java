package org.sotto.client;

import org.sotto.protocol.Invitation;
import org.sotto.support.FakeServer;

/// Opens profiles at a [FakeServer] and at a cheap key derivation, for tests of what stands above the client.
public final class FakeProfiles {
    private final ServerFactory factory;

    public FakeProfiles(FakeServer server) {
        this.factory = (address, pins, device, tokens) -> server.connect(device);
    }

    /// A link that the fake server takes.
    public static Invitation invitation() {
        return Person.INVITATION;
    }

    public Messenger open(ClientEnvironment environment) {
        return Messenger.open(cheap(environment), factory);
    }

    public Messenger register(ClientEnvironment environment, Invitation invitation, String ownName) {
        return Messenger.register(cheap(environment), invitation, ownName, factory);
    }

    private static ClientEnvironment cheap(ClientEnvironment environment) {
        return ClientEnvironment.builder(environment.home(), environment.passphrase())
                .clock(environment.clock())
                .random(environment.random())
                .cost(Person.CHEAP)
                .reserveRows(4)
                .build();
    }
}
