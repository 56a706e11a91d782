package org.sotto.server.security;

import java.security.Principal;
import org.sotto.server.service.DeviceSession;

/// The session behind a request. Its name is the same for all devices, so that no log can tell them apart.
record DevicePrincipal(DeviceSession session) implements Principal {
    @Override
    public String getName() {
        return "device";
    }

    @Override
    public String toString() {
        return getName();
    }
}
