package org.sotto.server.service;

import jakarta.inject.Singleton;
import java.time.Clock;
import org.sotto.api.IdentityRotationRequest;
import org.sotto.crypto.CryptoException;
import org.sotto.crypto.key.IdentityRecord;
import org.sotto.crypto.key.IdentityRotation;
import org.sotto.crypto.key.SignedPreKey;
import org.sotto.server.repository.DeviceRepository;
import org.sotto.server.repository.DeviceRow;
import org.sotto.server.repository.PrekeyRepository;
import org.sotto.server.repository.Transactions;
import org.sotto.wire.MalformedException;

/// Puts a new identity in the place of a device's present one, which has to vouch for it.
@Singleton
public final class IdentityService {
    private final DeviceRepository devices;
    private final PrekeyRepository prekeys;
    private final PrekeySeals seals;
    private final AuditService audit;
    private final Transactions transactions;
    private final Clock clock;

    IdentityService(
            DeviceRepository devices,
            PrekeyRepository prekeys,
            PrekeySeals seals,
            AuditService audit,
            Transactions transactions,
            Clock clock) {
        this.devices = devices;
        this.prekeys = prekeys;
        this.seals = seals;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Identity and signed prekey change together, and the one-time prekeys of the earlier identity go: whoever
    /// fetches a bundle gets one of a single identity. The same rotation again changes nothing, for its first
    /// answer may have been lost.
    ///
    /// @throws RefusedRequest RotationRefused, PrekeyRefused, Unauthenticated
    public void rotate(DeviceSession session, IdentityRotationRequest request) {
        IdentityRotation rotation = rotation(request.rotation());
        SignedPreKey signed = PrekeyService.signed(request.signedPrekey(), rotation.successor(), clock.millis());
        transactions.write(() -> {
            DeviceRow device =
                    devices.find(session.device()).orElseThrow(() -> new RefusedRequest(new Refusal.Unauthenticated()));
            IdentityRecord present = seals.identity(device);
            if (!present.equals(rotation.successor())) {
                verify(rotation, present);
                devices.setIdentity(device.id(), seals.seal(device, rotation.successor()), seals.seal(device, signed));
                prekeys.dropLeft(device.id());
                audit.identityRotated(session.deviceId());
            }
            return device;
        });
    }

    private static IdentityRotation rotation(byte[] bytes) {
        try {
            return IdentityRotation.decode(bytes);
        } catch (MalformedException | CryptoException e) {
            throw refused(e);
        }
    }

    private static void verify(IdentityRotation rotation, IdentityRecord present) {
        try {
            rotation.verify(present);
        } catch (CryptoException e) {
            throw refused(e);
        }
    }

    private static RefusedRequest refused(RuntimeException e) {
        return new RefusedRequest(new Refusal.RotationRefused(String.valueOf(e.getMessage())));
    }
}
