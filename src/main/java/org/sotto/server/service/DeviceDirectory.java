package org.sotto.server.service;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.sotto.server.repository.DeviceRepository;
import org.sotto.server.repository.DeviceRow;

/// Which devices there are.
@Singleton
public final class DeviceDirectory {
    private final DeviceKeys keys;
    private final DeviceRepository devices;

    DeviceDirectory(DeviceKeys keys, DeviceRepository devices) {
        this.keys = keys;
        this.devices = devices;
    }

    /// The row of a device that is registered.
    public Optional<Long> row(byte[] deviceId) {
        return keys.find(deviceId).map(DeviceRow::id);
    }

    /// Whether the device of this row is still registered.
    boolean holds(long row) {
        return devices.find(row).filter(found -> !keys.isLeaving(found)).isPresent();
    }
}
