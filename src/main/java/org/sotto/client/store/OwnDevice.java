package org.sotto.client.store;

import org.sotto.crypto.proof.DeviceKeyPair;
import org.sotto.protocol.HomeServer;

/// The own device, and its place at which server. Holds a private key: close it.
public final class OwnDevice implements AutoCloseable {
    private final DeviceKeyPair key;
    private volatile Place place;

    public OwnDevice(DeviceKeyPair key, Place place) {
        this.key = key;
        this.place = place;
    }

    /// The public part.
    ///
    /// @param name       of its owner, told to contacts
    /// @param deviceId   32 bytes
    /// @param mailbox    the public mailbox of the card, 32 bytes
    /// @param sendSecret as on the card, 32 bytes
    public record Place(String name, byte[] deviceId, HomeServer server, byte[] mailbox, byte[] sendSecret) {
        private Place withPin(byte[] pin) {
            HomeServer moved = new HomeServer(server.host(), server.port(), pin, server.serverId());
            return new Place(name, deviceId, moved, mailbox, sendSecret);
        }
    }

    public DeviceKeyPair key() {
        return key;
    }

    public Place place() {
        return place;
    }

    /// The home server goes on with another TLS key: cards that are made from now on hold its pin.
    ///
    /// @param pin 32 bytes
    public void setPin(byte[] pin) {
        place = place.withPin(pin);
    }

    @Override
    public void close() {
        key.close();
    }
}
