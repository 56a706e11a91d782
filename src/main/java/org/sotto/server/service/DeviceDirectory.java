package org.sotto.server.service;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.sotto.server.repository.DeviceRow;

/// Which devices there are.
@Singleton
public final class DeviceDirectory {
    private final DeviceKeys keys;

    DeviceDirectory(DeviceKeys keys) {
        this.keys = keys;
    }

    /// The row of a device that is registered.
    public Optional<Long> row(byte[] deviceId) {
        return keys.find(deviceId).map(DeviceRow::id);
    }
}
