package org.sotto.server.service;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.sotto.api.ApiLimits;
import org.sotto.api.SessionRequest;
import org.sotto.crypto.proof.ProofContext.Purpose;
import org.sotto.server.repository.DeviceRow;

/// Proofs of devices, bound to the connection that they come over (section 8).
@ApplicationScoped // behind a proxy: the filters are made before the settings are known
public final class AuthenticationService {
    private static final Duration LIFE = Duration.ofSeconds(ApiLimits.SESSION_SECONDS);

    private final ProofChecker checker;
    private final DeviceKeys keys;
    private final Attestations attestations;
    private final AuditService audit;
    private final DeviceActivity activity;
    private final Clock clock;

    AuthenticationService(
            ProofChecker checker,
            DeviceKeys keys,
            Attestations attestations,
            AuditService audit,
            DeviceActivity activity,
            Clock clock) {
        this.checker = checker;
        this.keys = keys;
        this.attestations = attestations;
        this.audit = audit;
        this.activity = activity;
        this.clock = clock;
    }

    /// An unknown device and a wrong proof take the same way: a key that nobody has stands in for the missing one.
    ///
    /// @throws RefusedRequest InvalidProof, for every reason alike; then AttestationRefused, which only the device
    ///     itself is told
    public DeviceSession prove(Channel channel, SessionRequest request) {
        Optional<DeviceRow> row = keys.find(request.deviceId());
        byte[] publicKey = keys.publicKey(request.deviceId(), row);
        boolean holds = checker.holds(Purpose.AUTH, channel, ProofFields.of(request), publicKey, request.proof());
        if (row.isEmpty() || !holds) {
            audit.proofRefused();
            throw new RefusedRequest(new Refusal.InvalidProof());
        }
        attestations.require(row.get());
        audit.sessionMade(request.deviceId());
        return session(row.get().id(), request.deviceId());
    }

    /// A session that goes on: the same device, a new term. Empty for a device that has to prove itself again, and will
    /// be told why not.
    public Optional<DeviceSession> renew(DeviceSession session) {
        return keys.find(session.deviceId())
                .filter(attestations::admits)
                .map(row -> session(row.id(), session.deviceId()));
    }

    private DeviceSession session(long device, byte[] deviceId) {
        activity.seen(device);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS); // a token counts in seconds
        return new DeviceSession(device, deviceId, now, now.plus(LIFE));
    }
}
