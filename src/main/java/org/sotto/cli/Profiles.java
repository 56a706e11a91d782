package org.sotto.cli;

import org.sotto.client.ClientEnvironment;
import org.sotto.client.Messenger;
import org.sotto.protocol.Invitation;

/// The way to a [Messenger]. Tests put a server inside the process behind it.
interface Profiles {
    Messenger open(ClientEnvironment environment);

    Messenger register(ClientEnvironment environment, Invitation invitation, String ownName);

    /// The real ones.
    static Profiles remote() {
        return new Profiles() {
            @Override
            public Messenger open(ClientEnvironment environment) {
                return Messenger.open(environment);
            }

            @Override
            public Messenger register(ClientEnvironment environment, Invitation invitation, String ownName) {
                return Messenger.register(environment, invitation, ownName);
            }
        };
    }
}
