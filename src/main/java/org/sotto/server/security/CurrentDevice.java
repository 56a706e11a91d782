package org.sotto.server.security;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;
import org.sotto.server.service.DeviceSession;
import org.sotto.server.service.Refusal;
import org.sotto.server.service.RefusedRequest;

/// The device that this request or stream belongs to, for endpoints with `@RolesAllowed(CurrentDevice.ROLE)`.
@Singleton
public final class CurrentDevice {
    /// The role of a device that has proved itself.
    public static final String ROLE = "device";

    private final SecurityIdentity identity;

    CurrentDevice(SecurityIdentity identity) {
        this.identity = identity;
    }

    public DeviceSession session() {
        if (identity.getPrincipal() instanceof DevicePrincipal principal) {
            return principal.session();
        }
        throw new RefusedRequest(new Refusal.Unauthenticated());
    }
}
