package org.sotto.server.settings;

import java.time.Duration;

/// The bucket of unauthenticated calls that fail, and of registrations, for each address.
///
/// @param burst how many at once
/// @param interval after which one more is allowed, at least a millisecond
public record StrangerSettings(int burst, Duration interval) {}
