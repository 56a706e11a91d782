package org.sotto.server.service;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.sotto.crypto.primitive.Hash;
import org.sotto.crypto.primitive.Ristretto;
import org.sotto.server.repository.DeviceRepository;
import org.sotto.server.repository.DeviceRow;

/// The public keys of devices, sealed at rest, with a stand-in for devices that do not exist.
@Singleton
final class DeviceKeys {
    private final DeviceRepository devices;
    private final Pseudonyms pseudonyms;
    private final Sealer sealer;
    private final byte[] decoySeal;
    private final Set<Long> leaving = ConcurrentHashMap.newKeySet();

    DeviceKeys(DeviceRepository devices, Pseudonyms pseudonyms, Sealer sealer) {
        this.devices = devices;
        this.pseudonyms = pseudonyms;
        this.sealer = sealer;
        this.decoySeal = sealer.seal(Table.REGISTERED_DEVICES, decoyRow(), new byte[Ristretto.SIZE]);
    }

    /// Empty for a device that is being removed, too.
    Optional<DeviceRow> find(byte[] deviceId) {
        return devices.find(pseudonyms.tag(Table.REGISTERED_DEVICES, deviceId)).filter(row -> !isLeaving(row));
    }

    /// Nobody finds the device from now on, whatever is still in its rows.
    void leave(DeviceRow row) {
        leaving.add(row.id());
    }

    /// It is gone, or could not be removed.
    void hasLeft(DeviceRow row) {
        leaving.remove(row.id());
    }

    boolean isLeaving(DeviceRow row) {
        return leaving.contains(row.id());
    }

    /// Y, 32 bytes. Both ways open one seal and make one decoy, so that they take the same time.
    byte[] publicKey(byte[] deviceId, Optional<DeviceRow> row) {
        byte[] decoy = decoy(deviceId);
        byte[] stored = row.map(known -> open(RowPart.PUBLIC_KEY, known.tag(), known.publicKey()))
                .orElseGet(() -> sealer.open(Table.REGISTERED_DEVICES, decoyRow(), decoySeal));
        return row.isPresent() ? stored : decoy;
    }

    byte[] seal(RowPart part, byte[] tag, byte[] plaintext) {
        return sealer.seal(Table.REGISTERED_DEVICES, part.row(tag), plaintext);
    }

    byte[] open(RowPart part, byte[] tag, byte[] sealed) {
        return sealer.open(Table.REGISTERED_DEVICES, part.row(tag), sealed);
    }

    private byte[] decoy(byte[] deviceId) {
        return Ristretto.baseMultiply(Ristretto.reduceWide(Hash.sha512(pseudonyms.tag("decoy", deviceId))));
    }

    private static byte[] decoyRow() {
        return RowPart.PUBLIC_KEY.row(new byte[Ristretto.SIZE]);
    }
}
