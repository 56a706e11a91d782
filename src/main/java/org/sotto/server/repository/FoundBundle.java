package org.sotto.server.repository;

import org.jspecify.annotations.Nullable;

/// The parts of a bundle, sealed as they rest, and all of one moment.
///
/// @param left one-time keys that the device had before
public record FoundBundle(DeviceRow device, int left, PrekeyRepository.@Nullable Row oneTime) {}
