package org.sotto.server.settings;

/// How long devices are kept.
///
/// @param inactiveDays after so many days without a sign of life a device is removed
public record DeviceSettings(int inactiveDays) {}
