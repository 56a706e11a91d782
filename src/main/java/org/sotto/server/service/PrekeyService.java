package org.sotto.server.service;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sotto.api.ApiLimits;
import org.sotto.api.PrekeyCount;
import org.sotto.api.PrekeyUpload;
import org.sotto.crypto.CryptoException;
import org.sotto.crypto.key.IdentityRecord;
import org.sotto.crypto.key.OneTimePreKey;
import org.sotto.crypto.key.SignedPreKey;
import org.sotto.crypto.primitive.Mac;
import org.sotto.server.repository.DeviceRepository;
import org.sotto.server.repository.DeviceRow;
import org.sotto.server.repository.PrekeyRepository;
import org.sotto.server.repository.Transactions;
import org.sotto.wire.MalformedException;

/// Takes a device's prekeys in, after checking that its registered identity signed them.
@Singleton
public final class PrekeyService {
    /// For so long the id of a key that was handed out is remembered: no upload that is repeated late brings it back.
    private static final Duration REMEMBERED = Duration.ofDays(90);

    private final DeviceRepository devices;
    private final PrekeyRepository prekeys;
    private final Transactions transactions;
    private final PrekeySeals seals;
    private final Clock clock;

    PrekeyService(
            DeviceRepository devices,
            PrekeyRepository prekeys,
            Transactions transactions,
            PrekeySeals seals,
            Clock clock) {
        this.devices = devices;
        this.prekeys = prekeys;
        this.transactions = transactions;
        this.seals = seals;
        this.clock = clock;
    }

    /// Stores all of them or none. The same records again change nothing.
    ///
    /// @return how many one-time prekeys are left for the device
    /// @throws RefusedRequest PrekeyRefused
    public int put(DeviceSession session, PrekeyUpload upload) {
        DeviceRow device = device(session);
        IdentityRecord owner = seals.identity(device);
        SignedPreKey signed = signed(upload.signedPrekey(), owner);
        List<OneTimePreKey> oneTime = oneTime(upload.oneTimePrekeys(), owner);
        return transactions.write(() -> {
            DeviceRow now = device(session);
            if (!owner.equals(seals.identity(now))) {
                throw refused("the identity has changed meanwhile");
            }
            return store(now, signed, oneTime);
        });
    }

    public PrekeyCount count(DeviceSession session) {
        Instant notAfter = seals.signedPrekey(device(session))
                .map(key -> Instant.ofEpochMilli(key.notAfterMs()))
                .orElse(null);
        return new PrekeyCount(prekeys.count(session.device()), notAfter);
    }

    private int store(DeviceRow device, @Nullable SignedPreKey signed, List<OneTimePreKey> oneTime) {
        if (signed != null) {
            refuseOlder(device, signed);
            devices.setSignedPrekey(device.id(), seals.seal(device, signed));
        }
        prekeys.forget(device.id(), clock.instant().minus(REMEMBERED).toEpochMilli());
        oneTime.forEach(key -> insert(device, key));
        int count = prekeys.count(device.id());
        if (count > ApiLimits.ONE_TIME_STORED) {
            throw refused("more than " + ApiLimits.ONE_TIME_STORED + " one-time prekeys");
        }
        return count;
    }

    private void insert(DeviceRow device, OneTimePreKey key) {
        PrekeyRepository.Row row = seals.seal(device, key);
        Optional<byte[]> known = prekeys.recordTag(device.id(), row.keyTag());
        if (known.isEmpty()) {
            prekeys.insert(device.id(), row);
        } else if (!Mac.equal(known.get(), row.recordTag())) {
            throw refused("a one-time prekey's id stands for another one");
        }
    }

    private void refuseOlder(DeviceRow device, SignedPreKey fresh) {
        seals.signedPrekey(device)
                .filter(present -> present.createdMs() > fresh.createdMs())
                .ifPresent(present -> {
                    throw refused("the signed prekey is older than the present one");
                });
    }

    private @Nullable SignedPreKey signed(byte @Nullable [] bytes, IdentityRecord owner) {
        return bytes == null ? null : signed(bytes, owner, clock.millis());
    }

    /// @throws RefusedRequest PrekeyRefused unless it is the owner's, and of this time
    static SignedPreKey signed(byte[] bytes, IdentityRecord owner, long nowMs) {
        try {
            SignedPreKey key = SignedPreKey.decode(bytes);
            key.verify(owner);
            key.checkDates(nowMs);
            return key;
        } catch (MalformedException | CryptoException e) {
            throw refused("the signed prekey: " + e.getMessage());
        }
    }

    private static List<OneTimePreKey> oneTime(List<byte[]> records, IdentityRecord owner) {
        List<OneTimePreKey> keys = new ArrayList<>(records.size());
        try {
            for (byte[] record : records) {
                OneTimePreKey key = OneTimePreKey.decode(record);
                key.verify(owner);
                keys.add(key);
            }
            return keys;
        } catch (MalformedException | CryptoException e) {
            throw refused("one-time prekey " + keys.size() + ": " + e.getMessage());
        }
    }

    private DeviceRow device(DeviceSession session) {
        return devices.find(session.device()).orElseThrow(() -> new RefusedRequest(new Refusal.Unauthenticated()));
    }

    private static RefusedRequest refused(String detail) {
        return new RefusedRequest(new Refusal.PrekeyRefused(detail));
    }
}
