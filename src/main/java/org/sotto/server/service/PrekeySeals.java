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
    private final Pseudonyms pseudonyms;
    private final Sealer sealer;

    PrekeySeals(DeviceKeys devices, Pseudonyms pseudonyms, Sealer sealer) {
        this.devices = devices;
        this.pseudonyms = pseudonyms;
        this.sealer = sealer;
    }

    IdentityRecord identity(DeviceRow row) {
        return IdentityRecord.decode(devices.open(RowPart.IDENTITY_RECORD, row.tag(), row.identityRecord()));
    }

    Optional<SignedPreKey> signedPrekey(DeviceRow row) {
        return Optional.ofNullable(row.signedPrekey())
                .map(bytes -> SignedPreKey.decode(devices.open(RowPart.SIGNED_PREKEY, row.tag(), bytes)));
    }

    byte[] seal(DeviceRow row, IdentityRecord identity) {
        return devices.seal(RowPart.IDENTITY_RECORD, row.tag(), identity.encode());
    }

    byte[] seal(DeviceRow row, SignedPreKey key) {
        return devices.seal(RowPart.SIGNED_PREKEY, row.tag(), key.encode());
    }

    PrekeyRepository.Row seal(DeviceRow row, OneTimePreKey key) {
        byte[] keyTag = tag(row, new ByteWriter(4).u32(key.id()).toByteArray());
        byte[] record = key.encode();
        byte[] sealed = sealer.seal(Table.ONE_TIME_PREKEYS, keyTag, record);
        return new PrekeyRepository.Row(keyTag, tag(row, record), sealed);
    }

    OneTimePreKey open(PrekeyRepository.Row stored) {
        return OneTimePreKey.decode(sealer.open(Table.ONE_TIME_PREKEYS, stored.keyTag(), stored.sealed()));
    }

    // an id has 4 bytes and a record 1,668: no tag of the one is a tag of the other
    private byte[] tag(DeviceRow row, byte[] part) {
        byte[] both = new ByteWriter(row.tag().length + part.length)
                .bytes(row.tag())
                .bytes(part)
                .toByteArray();
        return pseudonyms.tag(Table.ONE_TIME_PREKEYS, both);
    }
}
