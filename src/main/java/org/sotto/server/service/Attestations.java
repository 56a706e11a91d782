package org.sotto.server.service;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.sotto.api.DeviceInfo;
import org.sotto.api.RegistrationRequest;
import org.sotto.protocol.AttestationBinding;
import org.sotto.server.attestation.AttestationVerifier;
import org.sotto.server.attestation.Attested;
import org.sotto.server.attestation.BadAttestationException;
import org.sotto.server.certificate.ServerKeys;
import org.sotto.server.repository.DeviceRow;
import org.sotto.server.settings.AttestationPolicy;

/// What the operator asks of a device's hardware: at registration, and again at each proof (section 8).
@Singleton
final class Attestations {
    private final AttestationPolicy policy;
    private final AttestationVerifier verifier;
    private final DeviceKeys keys;
    private final AuditService audit;
    private final Clock clock;
    private final byte[] serverId;

    Attestations(
            AttestationPolicy policy,
            AttestationVerifier verifier,
            DeviceKeys keys,
            ServerKeys server,
            AuditService audit,
            Clock clock) {
        this.policy = policy;
        this.verifier = verifier;
        this.keys = keys;
        this.audit = audit;
        this.clock = clock;
        this.serverId = server.serverId();
    }

    /// What is to be stored of a new device, before it is sealed; empty where none was given.
    ///
    /// @throws RefusedRequest AttestationRefused, Malformed
    Optional<byte[]> accept(RegistrationRequest request) {
        String given = request.attestation();
        if (given == null) {
            if (policy == AttestationPolicy.REQUIRED) {
                throw refused("this server registers devices with an attestation only");
            }
            return Optional.empty();
        }
        if (policy == AttestationPolicy.OFF) {
            throw refused("this server takes no attestation");
        }
        AttestationBinding binding =
                new AttestationBinding(serverId, request.deviceId(), request.publicKey(), request.identityRecord());
        DeviceAttestation attestation = new DeviceAttestation(binding.clientDataHash(), DeviceAttestation.parse(given));
        try {
            if (!suffices(verify(attestation))) {
                throw refused("this server takes an attestation by the authenticator's maker only");
            }
        } catch (BadAttestationException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
        return Optional.of(attestation.encode());
    }

    /// Whether a device that is registered may have a session now. One that lapsed is written down.
    boolean admits(DeviceRow row) {
        if (policy == AttestationPolicy.OFF) {
            return true;
        }
        DeviceInfo.Attestation state = state(row);
        if (state == DeviceInfo.Attestation.LAPSED) {
            audit.attestationLapsed(row.tag());
        }
        return policy == AttestationPolicy.OPTIONAL || state == DeviceInfo.Attestation.MAKER;
    }

    /// @throws RefusedRequest AttestationRefused
    void require(DeviceRow row) {
        if (!admits(row)) {
            throw refused("this server gives sessions only to devices whose attestation holds");
        }
    }

    DeviceInfo.Attestation state(DeviceRow row) {
        byte[] sealed = row.attestation();
        if (sealed == null) {
            return DeviceInfo.Attestation.NONE;
        }
        if (policy == AttestationPolicy.OFF) {
            return DeviceInfo.Attestation.UNCHECKED;
        }
        try {
            byte[] stored = keys.open(RowPart.ATTESTATION, row.tag(), sealed);
            return switch (verify(DeviceAttestation.decode(stored))) {
                case BY_ITSELF -> DeviceInfo.Attestation.SELF;
                case BY_ITS_MAKER -> DeviceInfo.Attestation.MAKER;
            };
        } catch (BadAttestationException e) {
            return DeviceInfo.Attestation.LAPSED;
        }
    }

    private Attested verify(DeviceAttestation attestation) {
        return verifier.verify(
                attestation.statement(),
                attestation.clientDataHash(),
                AttestationBinding.relyingParty(serverId),
                clock.instant());
    }

    private boolean suffices(Attested attested) {
        return policy == AttestationPolicy.OPTIONAL || attested == Attested.BY_ITS_MAKER;
    }

    private static RefusedRequest refused(String detail) {
        return new RefusedRequest(new Refusal.AttestationRefused(detail));
    }
}
