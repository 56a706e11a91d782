package org.sotto.server.service;

/// Makes the bearer token of a session.
public interface SessionIssuer {
    /// A token that is opaque to its holder.
    String issue(DeviceSession session);
}
