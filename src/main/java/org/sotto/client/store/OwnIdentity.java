package org.sotto.client.store;

import org.sotto.crypto.key.IdentityKeyPair;
import org.sotto.crypto.proof.DeviceKeyPair;
import org.sotto.protocol.HomeServer;

/// Who one is, and which device at which server. Holds private keys: close it.
public final class OwnIdentity implements AutoCloseable {
    private final IdentityKeyPair identity;
    private final DeviceKeyPair deviceKey;
    private final Place place;

    public OwnIdentity(IdentityKeyPair identity, DeviceKeyPair deviceKey, Place place) {
        this.identity = identity;
        this.deviceKey = deviceKey;
        this.place = place;
    }

    /// The public part.
    ///
    /// @param deviceId   32 bytes
    /// @param mailbox    the public mailbox of the card, 32 bytes
    /// @param sendSecret as on the card, 32 bytes
    public record Place(String name, byte[] deviceId, HomeServer server, byte[] mailbox, byte[] sendSecret) {}

    public IdentityKeyPair identity() {
        return identity;
    }

    public DeviceKeyPair deviceKey() {
        return deviceKey;
    }

    public Place place() {
        return place;
    }

    @Override
    public void close() {
        identity.close();
        deviceKey.close();
    }
}
