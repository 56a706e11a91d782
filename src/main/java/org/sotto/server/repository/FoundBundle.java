package org.sotto.server.repository;

import org.jspecify.annotations.Nullable;

/// The parts of a bundle, sealed as they rest, and all of one moment.
public record FoundBundle(DeviceRow device, PrekeyRepository.@Nullable Row oneTime) {}
