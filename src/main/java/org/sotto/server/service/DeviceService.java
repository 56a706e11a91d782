package org.sotto.server.service;

import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.sotto.api.DeviceInfo;
import org.sotto.api.RegistrationRequest;
import org.sotto.crypto.BadSignatureException;
import org.sotto.crypto.InvalidPublicKeyException;
import org.sotto.crypto.key.IdentityRecord;
import org.sotto.crypto.proof.ProofContext.Purpose;
import org.sotto.server.repository.DeviceRepository;
import org.sotto.server.repository.DeviceRow;
import org.sotto.server.repository.InvitationRepository;
import org.sotto.server.repository.NewDevice;
import org.sotto.server.repository.Transactions;
import org.sotto.server.repository.Waiting;
import org.sotto.wire.MalformedException;

/// Registers devices and lets them go.
@Singleton
public final class DeviceService {
    private final ProofChecker checker;
    private final DeviceKeys keys;
    private final Attestations attestations;
    private final DeviceRepository devices;
    private final InvitationRepository invitations;
    private final MessageService messages;
    private final Pseudonyms pseudonyms;
    private final AuditService audit;
    private final DeviceList list;
    private final Transactions transactions;
    private final Event<DeviceRemoved> removed;
    private final Clock clock;

    DeviceService(
            ProofChecker checker,
            DeviceKeys keys,
            Attestations attestations,
            DeviceRepository devices,
            InvitationRepository invitations,
            MessageService messages,
            Pseudonyms pseudonyms,
            AuditService audit,
            DeviceList list,
            Transactions transactions,
            Event<DeviceRemoved> removed,
            Clock clock) {
        this.checker = checker;
        this.keys = keys;
        this.attestations = attestations;
        this.devices = devices;
        this.invitations = invitations;
        this.messages = messages;
        this.pseudonyms = pseudonyms;
        this.audit = audit;
        this.list = list;
        this.transactions = transactions;
        this.removed = removed;
        this.clock = clock;
    }

    /// Uses the invitation up and stores the device, both or neither. The same device with the same keys again is a
    /// silent success, for its first answer may have been lost; the invitation is not asked for then.
    ///
    /// @throws RefusedRequest InvalidProof, Malformed, AttestationRefused, InvitationRefused, AlreadyExists
    public void register(Channel channel, RegistrationRequest request) {
        ProofFields fields = ProofFields.of(request);
        if (!checker.holds(Purpose.REGISTER, channel, fields, request.publicKey(), request.proof())) {
            audit.proofRefused();
            throw new RefusedRequest(new Refusal.InvalidProof());
        }
        check(request);
        Optional<byte[]> attestation = attestations.accept(request);
        NewDevice device = row(request, attestation);
        byte[] code = pseudonyms.tag(Table.INVITATIONS, request.invitationCode());
        try {
            store(request, device, attestation, code);
        } catch (RefusedRequest e) {
            if (e.refusal() instanceof Refusal.InvitationRefused) {
                audit.invitationRefused();
            }
            throw e;
        }
    }

    private void store(RegistrationRequest request, NewDevice device, Optional<byte[]> attestation, byte[] code) {
        transactions.write(() -> {
            Optional<DeviceRow> nearest = devices.nearest(device.tag());
            boolean same = nearest.isPresent()
                    && isSame(nearest.get(), request, attestation); // the same work for an unknown one
            boolean taken = nearest.isPresent() && Arrays.equals(nearest.get().tag(), device.tag());
            if (!(taken && same)) {
                add(device, code, taken);
                audit.registered(request.deviceId());
            }
            return device;
        });
    }

    private void add(NewDevice device, byte[] code, boolean taken) {
        if (!invitations.consume(code, clock.millis())) {
            throw new RefusedRequest(new Refusal.InvitationRefused());
        }
        if (taken) { // told to the invited alone
            throw new RefusedRequest(new Refusal.AlreadyExists("device"));
        }
        devices.insert(device);
    }

    private boolean isSame(DeviceRow present, RegistrationRequest request, Optional<byte[]> attestation) {
        byte[] key = keys.open(RowPart.PUBLIC_KEY, present.tag(), present.publicKey());
        byte[] record = keys.open(RowPart.IDENTITY_RECORD, present.tag(), present.identityRecord());
        byte[] sealed = present.attestation();
        byte[] statement = sealed == null ? null : keys.open(RowPart.ATTESTATION, present.tag(), sealed);
        return Arrays.equals(key, request.publicKey())
                && Arrays.equals(record, request.identityRecord())
                && Arrays.equals(statement, attestation.orElse(null));
    }

    /// Deletes the device at its own wish.
    public void remove(DeviceSession session) {
        devices.find(session.device()).ifPresent(row -> end(row, audit::removed));
    }

    /// Deletes a device at the operator's wish.
    ///
    /// @param name the device's pseudonym, or the device id that its owner knows, 32 bytes
    /// @return what it was
    /// @throws RefusedRequest NotFound, Unavailable
    public DeviceInfo revoke(byte[] name) {
        DeviceRow row = devices.find(name)
                .or(() -> keys.find(name))
                .orElseThrow(() -> new RefusedRequest(new Refusal.NotFound("device")));
        end(row, audit::revoked);
        return list.info(row);
    }

    /// Deletes a device that stays away.
    void expire(long device) {
        devices.find(device).ifPresent(row -> end(row, audit::expired));
    }

    /// First its sessions and streams end, and nobody finds it any more; then all that belongs to it is
    /// deleted: what waits in its mailboxes, which is many, the device with its prekeys and mailboxes, and once
    /// more what came meanwhile. If the device cannot be deleted it is as it was, and has to prove itself anew.
    private void end(DeviceRow row, Consumer<byte[]> note) {
        keys.leave(row);
        try {
            removed.fire(new DeviceRemoved(row.id()));
            messages.discard(Waiting.of(row.id()));
            transactions.write(() -> {
                note.accept(row.tag());
                return devices.delete(row.id());
            });
            messages.discard(Waiting.of(row.id()));
        } finally {
            keys.hasLeft(row);
        }
    }

    private static void check(RegistrationRequest request) {
        try {
            IdentityRecord.decode(request.identityRecord());
        } catch (MalformedException | BadSignatureException | InvalidPublicKeyException e) {
            throw new RefusedRequest(new Refusal.Malformed("identity_record is not in order"));
        }
    }

    private NewDevice row(RegistrationRequest request, Optional<byte[]> attestation) {
        byte[] tag = pseudonyms.tag(Table.REGISTERED_DEVICES, request.deviceId());
        return new NewDevice(
                tag,
                keys.seal(RowPart.PUBLIC_KEY, tag, request.publicKey()),
                keys.seal(RowPart.IDENTITY_RECORD, tag, request.identityRecord()),
                Hours.floor(clock.instant()),
                attestation
                        .map(stored -> keys.seal(RowPart.ATTESTATION, tag, stored))
                        .orElse(null));
    }
}
