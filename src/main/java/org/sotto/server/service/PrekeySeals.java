package org.sotto.server.service;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.sotto.crypto.key.IdentityRecord;
import org.sotto.crypto.key.OneTimePreKey;
import org.sotto.crypto.key.SignedPreKey;
import org.sotto.server.repository.DeviceRow;
import org.sotto.server.repository.PrekeyRepository;
import org.sotto.wire.ByteWriter;

/// Records between their sealed form in a row and their own.
@Singleton
final class PrekeySeals {
    private final DeviceKeys devices;
    private final Sealer sealer;

    PrekeySeals(DeviceKeys devices, Sealer sealer) {
        this.devices = devices;
        this.sealer = sealer;
    }

    IdentityRecord identity(DeviceRow row) {
        return IdentityRecord.decode(devices.open(RowPart.IDENTITY_RECORD, row.tag(), row.identityRecord()));
    }

    Optional<SignedPreKey> signedPrekey(DeviceRow row) {
        return Optional.ofNullable(row.signedPrekey())
                .map(bytes -> SignedPreKey.decode(devices.open(RowPart.SIGNED_PREKEY, row.tag(), bytes)));
    }

    byte[] seal(DeviceRow row, SignedPreKey key) {
        return devices.seal(RowPart.SIGNED_PREKEY, row.tag(), key.encode());
    }

    PrekeyRepository.Row seal(DeviceRow row, OneTimePreKey key) {
        byte[] sealed = sealer.seal(Table.ONE_TIME_PREKEYS, place(row, key.id()), key.encode());
        return new PrekeyRepository.Row(key.id(), sealed);
    }

    OneTimePreKey open(DeviceRow row, PrekeyRepository.Row stored) {
        return OneTimePreKey.decode(sealer.open(Table.ONE_TIME_PREKEYS, place(row, stored.keyId()), stored.sealed()));
    }

    private static byte[] place(DeviceRow row, long keyId) {
        return new ByteWriter(4 + row.tag().length).u32(keyId).bytes(row.tag()).toByteArray();
    }
}
