package org.sotto.server.service;

/// Fired after a device is gone: sessions and streams of it end.
///
/// @param device the row that it had
public record DeviceRemoved(long device) {}
